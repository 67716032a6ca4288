"""The published checkpoints: what they were trained on, what their outputs stand for, and what was published of them.

A checkpoint is told by its number of outputs. The order of M6Doc's classes was not checked against a trained model: see docs/rodla.md.
"""
import dataclasses

PAPER = 'RoDLA: Benchmarking the Robustness of Document Layout Analysis Models (CVPR 2024)'
ABSTRACT = 'mRD: abstract of the paper (arXiv 2403.14442)'

M6DOC = """QR code; advertisement; algorithm; answer; author; barcode; bill; blank; bracket; breakout; byline; caption; catalogue;
chapter title; code; correction; credit; dateline; drop cap; editor's note; endnote; examinee information; fifth-level title; figure;
first-level question number; first-level title; flag; folio; footer; footnote; formula; fourth-level section title; fourth-level title;
header; headline; index; inside; institute; jump line; kicker; lead; marginal note; matching; mugshot; option; ordered list;
other question number; page number; paragraph; part; play; poem; reference; sealing line; second-level question number;
second-level title; section; section title; sidebar; sub section title; subhead; subsub section title; supplementary note; table;
table caption; table note; teasers; third-level question number; third-level title; title; translator; underscore; unordered list;
weather forecast"""


@dataclasses.dataclass(frozen=True)
class Dataset:
    name: str
    classes: tuple              # of the outputs in order, without placeholders
    placeholders: tuple = ()    # outputs that stand for no class
    scores: dict = dataclasses.field(default_factory=dict)
    source: str = ABSTRACT

    @property
    def outputs(self):
        return len(self.classes) + len(self.placeholders)


PUBLISHED = (
    Dataset('M6Doc-P', tuple(' '.join(name.split()) for name in M6DOC.split(';')), placeholders=(0,),
            scores={'clean_mAP': 70.0, 'perturbed_avg_mAP': 61.7, 'mRD_score': 147.6},
            source='mAP and mRD: README of StealthyPaws/rodla-academic on GitHub; the abstract of the paper (arXiv 2403.14442) '
                   'has mRD 150.4'),
    Dataset('DocLayNet-P', ('Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture', 'Section-header',
                            'Table', 'Text', 'Title'), scores={'mRD_score': 135.4}),
    Dataset('PubLayNet-P', ('text', 'title', 'list', 'table', 'figure'), scores={'mRD_score': 115.7}),
)


def find(outputs):
    """The data set with so many outputs, or None."""
    return next((dataset for dataset in PUBLISHED if dataset.outputs == outputs), None)
