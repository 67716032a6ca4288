"""The recorded pieces of elements -> a box for every element and column."""

WHOLE = {'Formula', 'Table', 'Picture', 'Title'}        # one box a page and element
ALIASES = {'Code': 'Text', 'TableBox': 'Table'}
FURNITURE = {'Page-header', 'Page-footer'}              # split at wide gaps


def read_boxes(path):
    """-> [(width, height, [(instance, class, x0, y0, x1, y1)])] in points, in the order of the page."""
    pages = []
    with open(path) as lines:
        for line in lines:
            part = line.split()
            if part[0] == 'P':
                pages.append((float(part[2]), float(part[3]), []))
            else:
                pages[-1][2].append((int(part[1]), part[2], *map(float, part[3:])))
    return pages


def union(a, b):
    return [min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])]


def gather(pieces, gap, leading):
    """Pieces without an element: join neighbours on a line, then lines below each other."""
    boxes = [list(p) for p in pieces]
    for dx, dy in ((gap, -0.3), (0, leading)):
        joined = True
        while joined:
            joined = False
            for i in range(len(boxes)):
                for j in range(i + 1, len(boxes)):
                    a, b = boxes[i], boxes[j]
                    size = min(a[3] - a[1], b[3] - b[1], 14)
                    if (max(a[0], b[0]) - min(a[2], b[2]) <= dx * size and max(a[1], b[1]) - min(a[3], b[3]) <= dy * size):
                        boxes[i] = union(a, b)
                        del boxes[j]
                        joined = True
                        break
                if joined:
                    break
    return boxes


def fragments(pieces):
    """Pieces of a page -> [(class, box)]: an element gives a box for every column, and one before and after what interrupts it."""
    open_boxes, found, loose, previous = {}, [], [], None
    abstract_alone(pieces)
    for instance, label, *box in pieces:
        if box[3] - box[1] < 0.05 or box[2] - box[0] < 0.05:
            continue
        if label == 'Ignore':
            continue
        if label == 'Auto':
            loose.append(box)
            continue
        label = ALIASES.get(label, label)
        entry = open_boxes.get(instance)
        if entry is not None and label not in WHOLE | FURNITURE:
            last = entry['last']
            up = box[3] < last[1] - 1 and box[3] < entry['box'][3] - 1.5 * (box[3] - box[1])     # the next column
            interrupted = previous != instance and entry['cut']
            if up or interrupted:
                entry = None
        if entry is None:
            entry = {'label': label, 'box': box, 'last': box, 'cut': False, 'pieces': [box]}
            open_boxes[instance] = entry
            found.append(entry)
        else:
            entry['box'] = union(entry['box'], box)
            entry['last'] = box
            entry['pieces'].append(box)
        if previous != instance and label in ('Formula', 'Table', 'Picture', 'List-item', 'Text'):
            for other, value in open_boxes.items():
                if other != instance:
                    value['cut'] = True
        previous = instance
    result = []
    for entry in found:
        if entry['label'] in FURNITURE:
            result += [(entry['label'], b) for b in gather(entry['pieces'], 3.0, 0.8)]
        else:
            result.append((entry['label'], entry['box']))
    return result + [('Text', b) for b in gather(loose, 1.2, 0.7)]


def abstract_alone(pieces):
    """"Abstract" is a heading where it stands alone, and a part of the text where text follows on its line."""
    for i, (instance, label, x0, y0, x1, y1) in enumerate(pieces):
        if label != 'Abstract':
            continue
        beside = [p for p in pieces if p[1] in ('Text', 'List-item') and p[0] != instance and min(p[5], y1) - max(p[3], y0) > 0.4 * (y1 - y0)
                  and -3 < p[2] - x1 < 30]
        pieces[i] = (beside[0][0], beside[0][1], x0, y0, x1, y1) if beside else (instance, 'Section-header', x0, y0, x1, y1)
