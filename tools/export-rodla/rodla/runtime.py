"""ONNX Runtime as the service has it: tools/run-graph opens the same session with the same native library."""
import json
import os
import subprocess
import tempfile

import numpy as np

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'run-graph')
PROGRAM = os.path.join(TOOL, 'bin', 'Release', 'net10.0', 'RunGraph.dll')


def build():
    """Builds the tool unless it is built (the .NET SDK is needed)."""
    if not os.path.exists(PROGRAM):
        subprocess.run(['dotnet', 'build', '-c', 'Release', '-v', 'quiet', os.path.normpath(TOOL)], check=True, stdout=subprocess.DEVNULL)


def run(graph, pages, threads=None):
    """Runs a graph once per page: pages are dicts of arrays by input name -> per page (dict of arrays by output name, figures).

    Figures are those that the tool prints: milliseconds and peak_bytes of its process so far.
    """
    build()
    with tempfile.TemporaryDirectory() as root:
        folders = [os.path.join(root, str(i)) for i in range(len(pages))]
        for folder, page in zip(folders, pages):
            os.mkdir(folder)
            for name, array in page.items():
                np.save(os.path.join(folder, name + '.npy'), np.ascontiguousarray(array))
        command = ['dotnet', PROGRAM, graph, *folders] + (['--threads', str(threads)] if threads else [])
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f'ONNX Runtime cannot run {graph}: {done.stderr.strip()}')
        figures = [json.loads(line) for line in done.stdout.splitlines()]
        return [(outputs(folder, page), figure) for folder, page, figure in zip(folders, pages, figures)]


def outputs(folder, page):
    names = [name[:-4] for name in os.listdir(folder) if name[:-4] not in page]
    return {name: np.load(os.path.join(folder, name + '.npy')) for name in names}
