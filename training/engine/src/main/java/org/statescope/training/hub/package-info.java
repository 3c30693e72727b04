/// Model folders in the layout of Hugging Face: written from checkpoints of runs, and read, ours as
/// well as Mamba's and Mamba-2's from outside. Nothing is computed with a model here.
///
/// A folder that is written holds `config.json`, `model.safetensors` (or shards with an index),
/// `tokenizer.json` and `tokenizer_config.json`. Mamba, and Mamba-2 with `log` decay and one group,
/// are what `MambaForCausalLM` and `Mamba2ForCausalLM` read, under the rule `euler` that these
/// know. That library norms Mamba-2's gated output over all channels where the published model and
/// this one norm each group, so several groups are not the same model there and are not written as
/// one. Folders that it wrote with several groups are read as it computes them; [GatedNorm] is the
/// choice.
///
/// The other structures have Mamba's fields and these:
///
/// | field | values | meaning |
/// |---|---|---|
/// | `model_type` | `sc-mamba`, `so-mamba`, `routh-schwarz`, `routh-schwarz-dual`, `st-mamba2`, `sampled-mamba` | the structure |
/// | `ssm_structure` | the same; `mamba2`, `mamba` | which A a layer has |
/// | `ssm_discretisation` | `bilinear`, `euler`, `zoh` | how Δ enters: (1 + δa) / (1 − δa) and Δ / (1 − δa) with δ = Δ/2; exp(Δa) and Δ; exp(Δa) and (exp(Δa) − 1) / a for the state and the input of a pole a |
/// | `ssm_coefficients` | `hurwitz`, `free` | which parameter a companion A comes from |
/// | `ssm_sharing` | `layer`, `channel` | one A per layer, `(N)`, or per channel, `(channels, N)` |
/// | `ssm_readout` | `selective`, `static` | the open end: the last N outputs of x_proj, or a parameter |
/// | `ssm_decay` | `log`, `stable`, `free`, `projected`, `paper` | which parameter Mamba-2's a comes from |
///
/// and in each `backbone.layers.i.mixer`, in the place of `A_log`:
///
/// | tensor | shape | meaning |
/// |---|---|---|
/// | `A_factors` | `(N)` or `(channels, N)` | ζ₁, ω₁, ζ₂, ω₂ … through softplus + 10⁻⁶: p(s) = ∏ (s² + 2ζωs + ω²), times s + σ for an odd N |
/// | `A_coefficients` | the same | a₀ … a₍N₋₁₎ of p(s) themselves |
/// | `A_schwarz` | the same | f₁ … f₍N₋₁₎, g through softplus + 10⁻⁶ |
/// | `C`, `B` | the same | the open end where it is `static`: C in controllable forms, B in observable ones |
/// | `A_softplus`, `A` | `(heads)` | a = −10⁻³ − softplus(A_softplus), or a itself |
///
/// `s_mamba_reference.py`, and `st_mamba2_reference.py` for `st-mamba2`, beside this package's
/// classes and in every exported folder that needs one, compute one layer from them in plain NumPy.
///
/// Models from outside are read as safetensors, PyTorch's archives (`pytorch_model.bin`, `.pt`,
/// `.pth`, one or in shards with an index) and GGUF, with Hugging Face's `config.json` or that of
/// the models that Mamba's authors published ([StateSpacesConfiguration]); a GGUF file of `mamba`
/// or `mamba2` needs nothing beside it ([GgufConfiguration], [GgufNames]).
@NullMarked
package org.statescope.training.hub;

import org.jspecify.annotations.NullMarked;
