"""Sizes of the network. The published models differ in their classes and in the depth of the decoder alone."""
import dataclasses
import json

LEVELS = 4          # feature levels, at strides 8, 16, 32 and 64


@dataclasses.dataclass(frozen=True)
class Architecture:
    """The defaults are the published InternImage-XL; the class count and decoder depth are M6Doc's."""

    channels: int = 192             # of stage 0; doubled by each of the three that follow
    depths: tuple = (5, 5, 22, 5)   # blocks of a stage
    group_channels: int = 16        # channels of one DCNv3 group
    mlp_ratio: int = 4
    embed: int = 256                # width of the transformer
    heads: int = 8
    points: int = 4                 # sampling points of a head on a level
    norm_groups: int = 32           # of the neck's group normalization
    encoder_layers: int = 6
    feedforward: int = 2048
    queries: int = 3000
    decoder_layers: int = 8
    classes: int = 75

    @property
    def stage_channels(self):
        return tuple(self.channels << stage for stage in range(len(self.depths)))

    @classmethod
    def from_json(cls, path):
        """An architecture from a JSON object of the fields that differ; an unknown field is an error."""
        with open(path, encoding='utf-8') as file:
            fields = json.load(file)
        unknown = sorted(set(fields) - {field.name for field in dataclasses.fields(cls)})
        if unknown:
            raise ValueError(f'{path}: unknown {", ".join(unknown)}')
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()})
