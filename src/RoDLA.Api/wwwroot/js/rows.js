// Rows made in one frame: few enough for a frame on a slow machine.
const perFrame = 20;

/** A long list whose rows are made a few each frame, so that the page stays responsive. */
export class Rows {
  #list;
  #make;
  #rows = [];
  #count = 0;
  #frame = 0;

  /**
   * @param {HTMLElement} list Where the rows are put.
   * @param {(index: number) => {element: HTMLElement, update?: () => void}} make Makes a row.
   */
  constructor(list, make) {
    this.#list = list;
    this.#make = make;
  }

  /** Makes rows up to a number; surplus rows are removed. */
  resize(count) {
    this.#count = count;
    for (const row of this.#rows.splice(count)) {
      row.element.remove();
    }
    this.#grow();
  }

  /** Removes all rows. */
  clear() {
    this.resize(0);
  }

  /** Brings rows up to date; those that are not made yet will be when they are. */
  update(indexes) {
    for (const index of indexes) {
      this.#rows[index]?.update?.();
    }
  }

  /** Stops making rows. */
  close() {
    cancelAnimationFrame(this.#frame);
  }

  #grow() {
    const end = Math.min(this.#count, this.#rows.length + perFrame);
    const added = document.createDocumentFragment();
    for (let index = this.#rows.length; index < end; index++) {
      const row = this.#make(index);
      this.#rows.push(row);
      added.append(row.element);
    }
    this.#list.append(added);
    cancelAnimationFrame(this.#frame);
    if (end < this.#count) {
      this.#frame = requestAnimationFrame(() => this.#grow());
    }
  }
}
