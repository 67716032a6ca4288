// CRC-32 of ISO 3309, as ZIP has it: reflected polynomial 0xEDB88320.
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/**
 * Continues a checksum.
 * @param {Uint8Array} bytes The next bytes.
 * @param {number} crc The checksum of the bytes before; 0 at the start.
 */
export function crc32(bytes, crc = 0) {
  let value = ~crc;
  for (let i = 0; i < bytes.length; i++) {
    value = table[(value ^ bytes[i]) & 0xff] ^ (value >>> 8);
  }
  return ~value >>> 0;
}
