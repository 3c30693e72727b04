/// Puts edits of poles into a model's weights: `statescope edit`. The edits and what they do to
/// responses are those of `analysis.design`; here are the inverse parameterisations and the new
/// folder, whose other tensors are those of the source to the bit.
///
/// | structure | parameter | from |
/// |---|---|---|
/// | Mamba | `A_log` | log(−λ) |
/// | Mamba-2 | `A_log`, `A_softplus`, `A` | [org.statescope.training.model.HeadRates] |
/// | companion, free | `A_coefficients` | the coefficients of ∏ (s − λᵢ) |
/// | companion, hurwitz | `A_factors` | ζ and ω of pairs of poles, σ of a last one |
/// | Routh–Schwarz | `A_schwarz` | f and g by Routh's fraction |
///
/// A state that is removed from all channels of a Mamba layer loses its row of the projection that
/// makes B, and one of a companion layer with one A its mode in the rows that make C (SC-Mamba) or
/// B (SO-Mamba), by [org.statescope.analysis.design.EditedNetwork#openEnd]: exact, also along a
/// text, but for the rounding of the new rows. Everywhere else a removed state is a pole that
/// forgets within one token at the step that the bias of Δ implies. Under Mamba's rule `euler` such
/// a state still adds ΔCB times the present token to the output.
@NullMarked
package org.statescope.training.edit;

import org.jspecify.annotations.NullMarked;
