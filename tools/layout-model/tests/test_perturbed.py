"""Perturbed copies: pages and boxes go through the service's command and come back in the trainer's form."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from layoutmodel.pages import load_pages, read_page
from tests.test_batches import write_pages

TOOL = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'perturbed.py')
# In place of the service: copies the pages and moves every box by 3 pixels.
SERVICE = '''
import json, os, shutil, sys
given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
kind, degree = given['--apply'].split(':')
out = os.path.join(given['--out'], kind, kind + '_' + degree)
shutil.copytree(given['--images'], os.path.join(out, 'pages'))
truth = json.load(open(given['--coco']))
for a in truth['annotations']: a['bbox'][0] += 3
json.dump(truth, open(os.path.join(out, 'truth.json'), 'w'))
json.dump([1], open(os.path.join(out, 'quality.json'), 'w'))
'''


class PerturbedTest(unittest.TestCase):
    def test_pages_and_moved_boxes(self):
        with tempfile.TemporaryDirectory() as folder:
            data, out, service = (os.path.join(folder, name) for name in ('data', 'out', 'service.py'))
            os.makedirs(data)
            write_pages(data, 5)
            with open(service, 'w', encoding='utf-8') as f:
                f.write(SERVICE)
            subprocess.run([sys.executable, TOOL, '--data', data, '--out', out, '--pages', '4', '--seed', '2', '--command',
                            f'{sys.executable} {service}'], check=True, capture_output=True)
            pages = load_pages(out)
            self.assertEqual([page['file'] for page in pages], [f'00200{i}.jpg' for i in range(4)])
            before = {page['h']: read_page(page)[1] for page in load_pages(data)}
            for page in pages:
                self.assertIn(':', page['perturbed'])
                left = read_page(page)[1][0, 1]
                self.assertAlmostEqual(float(left), float(before[page['h']][0, 1]) + 3, places=1)
            with open(os.path.join(out, 'labels.2000.jsonl'), encoding='utf-8') as f:
                self.assertTrue(json.loads(f.readline())['final'])


if __name__ == '__main__':
    unittest.main()
