/// The page on which the poles of a learned layer are designed: dragged, clamped, pruned and
/// truncated, with the responses of the system and the perplexity of the model following. Edits are
/// values of `analysis.design`; models run and are written in processes of their own (`statescope
/// edit` and `statescope evaluate`).
@NullMarked
package org.statescope.app.design;

import org.jspecify.annotations.NullMarked;
