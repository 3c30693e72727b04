/// The page that follows a text of the user's choosing through a model: steps Δ, poles, state
/// energies, time-varying Gramians and Lyapunov exponents of each token, linked to its characters,
/// with the answers of the frozen system beside them. The model runs in a process of its own
/// (`statescope trace`); all mathematics is in `analysis`.
@NullMarked
package org.statescope.app.tokens;

import org.jspecify.annotations.NullMarked;
