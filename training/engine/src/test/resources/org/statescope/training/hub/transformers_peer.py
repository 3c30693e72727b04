"""What Hugging Face's transformers computes, for TransformersTest.

Usage: transformers_peer.py FOLDER

Every folder in FOLDER/exported is opened with from_pretrained. Models of many configurations are written to
FOLDER/written. Beside each lies NAME.expected.safetensors: tokens, the logits after each of them, and the
tokens with which greedy decoding goes on."""

import json
import shutil
import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file

LENGTH = 41
CONTINUED = 6
NOISE = 0.2
EMBEDDING = 4.0
MAMBA = dict(hidden_size=20, state_size=5, num_hidden_layers=2, vocab_size=264, time_step_rank=3)
MAMBA2 = dict(
    hidden_size=20, state_size=5, num_hidden_layers=2, vocab_size=264, num_heads=10, head_dim=4, chunk_size=16,
    n_groups=1,
)


def mamba(**changes):
    return transformers.MambaForCausalLM(transformers.MambaConfig(**MAMBA, **changes))


def mamba2(**changes):
    return transformers.Mamba2ForCausalLM(transformers.Mamba2Config(**{**MAMBA2, **changes}))


def whole(model, folder):
    model.save_pretrained(folder)


def sharded(model, folder):
    model.save_pretrained(folder, max_shard_size="20KB")


def archive(model, folder):
    model.config.save_pretrained(folder)
    torch.save(model.state_dict(), folder / "pytorch_model.bin")


def rounded(model, folder):
    model.to(torch.bfloat16).save_pretrained(folder)
    model.to(torch.float32)


CASES = {
    "mamba": (mamba, {}, whole),
    "mamba-sharded": (mamba, {}, sharded),
    "mamba-archive": (mamba, {}, archive),
    "mamba-bf16": (mamba, {}, rounded),
    "mamba-untied": (mamba, dict(tie_word_embeddings=False), whole),
    "mamba-untied-sharded": (mamba, dict(tie_word_embeddings=False), sharded),
    "mamba-bias": (mamba, dict(use_bias=True), whole),
    "mamba-no-convolution-bias": (mamba, dict(use_conv_bias=False), whole),
    "mamba-other-sizes": (mamba, dict(expand=3, conv_kernel=3, layer_norm_epsilon=1e-3), whole),
    "mamba2": (mamba2, {}, whole),
    "mamba2-sharded": (mamba2, {}, sharded),
    "mamba2-archive": (mamba2, {}, archive),
    "mamba2-bf16": (mamba2, {}, rounded),
    "mamba2-tied": (mamba2, dict(tie_word_embeddings=True), whole),
    "mamba2-tied-archive": (mamba2, dict(tie_word_embeddings=True), archive),
    "mamba2-groups": (mamba2, dict(n_groups=2), whole),
    "mamba2-bias": (mamba2, dict(use_bias=True), whole),
    "mamba2-no-convolution-bias": (mamba2, dict(use_conv_bias=False), whole),
    "mamba2-limited-steps": (mamba2, dict(time_step_limit=(0.3, 0.9)), whole),
    "mamba2-other-sizes": (mamba2, dict(expand=1, num_heads=5, conv_kernel=3, layer_norm_epsilon=1e-3), whole),
    "mamba2-long-chunks": (mamba2, dict(chunk_size=256, state_size=16), whole),
}
REFUSED = {
    "mamba-gelu": (mamba, dict(hidden_act="gelu"), whole),
    "mamba2-gelu": (mamba2, dict(hidden_act="gelu"), whole),
}


def disturb(model):
    """Moves every parameter from where it starts, so that a forgotten or transposed one shows."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("embeddings.weight"):
                parameter.mul_(EMBEDDING)
            parameter.add_(NOISE * (2 * torch.rand_like(parameter) - 1))


@torch.no_grad()
def expect(model, file, **facts):
    model.eval()
    tokens = torch.arange(LENGTH)[None] * 37 % model.config.vocab_size
    logits = model(tokens, use_cache=False).logits[0]
    text = tokens
    for _ in range(CONTINUED):
        following = model(text, use_cache=False).logits[:, -1:].argmax(-1)
        text = torch.cat([text, following], 1)
    save_file(
        {"tokens": tokens[0].double(), "logits": logits.contiguous(), "continued": text[0, LENGTH:].double()},
        file,
        metadata={name: str(fact) for name, fact in facts.items()},
    )


def open_exported(folder):
    model, report = transformers.AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True)
    wrong = {name: sorted(map(str, keys)) for name, keys in report.items() if keys}
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    text = "Call mé Ishmael.\n"
    bytewise = tokenizer(text)["input_ids"] == list(text.encode()) and tokenizer.decode(list(text.encode())) == text
    expect(
        model,
        folder.with_suffix(".expected.safetensors"),
        loading=json.dumps(wrong),
        bytewise=bytewise,
        architecture=type(model).__name__,
    )


def write(name, folder, make, changes, save):
    torch.manual_seed(len(name))
    model = make(**changes)
    disturb(model)
    try:
        save(model, folder)
    except RuntimeError as failure:
        # transformers 4.57 saves no tied Mamba-2 as safetensors.
        print(f"{name} is not saved by transformers: {str(failure)[:120]}")
        shutil.rmtree(folder)
        return
    expect(model, folder.with_suffix(".expected.safetensors"))


def main():
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    root = Path(sys.argv[1])
    for folder in sorted(path for path in (root / "exported").iterdir() if path.is_dir()):
        open_exported(folder)
    for kind, cases in (("written", CASES), ("refused", REFUSED)):
        for name, (make, changes, save) in cases.items():
            folder = root / kind / name
            folder.mkdir(parents=True)
            write(name, folder, make, changes, save)
    print(f"torch {torch.__version__}, transformers {transformers.__version__}")


main()
