"""Shards: the pages and boxes that come out are those that went in, within the limit of size."""
import glob
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pack
from layoutmodel.pages import load_pages, read_page
from tests.test_batches import write_pages


class PackTest(unittest.TestCase):
    def test_there_and_back(self):
        with tempfile.TemporaryDirectory() as folder:
            data, shards, back = (os.path.join(folder, name) for name in ('data', 'shards', 'back'))
            for name in (data, shards, back):
                os.makedirs(name)
            write_pages(data, 6)
            pages, count = pack.pack([data], shards, 4000, 1)
            self.assertEqual(pages, 6)
            self.assertGreater(count, 1)
            files = glob.glob(os.path.join(shards, '*.tar'))
            self.assertLess(max(map(os.path.getsize, files)), 4000 + 10240)     # tar fills up to 10 KiB
            sys.argv = ['pack.py', '--unpack', *files, '--out', back]
            pack.main()
            there = sorted((read_page(page)[1].tolist() for page in load_pages(data)))
            here = sorted((read_page(page)[1].tolist() for page in load_pages(back)))
            self.assertEqual(there, here)
            image = read_page(load_pages(back)[0])[0]
            self.assertEqual(image.shape, (220, 170, 3))


if __name__ == '__main__':
    unittest.main()
