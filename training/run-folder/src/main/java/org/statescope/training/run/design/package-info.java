/// Edits of a model's poles as files: `edits.json`, a list of edits that the lab or a person writes
/// and `statescope edit` reads, and `design.json`, the history that an edited checkpoint carries.
/// Values and JSON only; making the edits belongs to `analysis.design`, writing parameters to the
/// training engine.
///
/// A list of edits:
///
/// ```json
/// {
///   "format" : 1,
///   "edits" : [
///     {"edit" : "move", "layer" : 0, "system" : 3, "state" : 5, "real" : -0.1, "imaginary" : 0.5},
///     {"edit" : "clamp", "layer" : 0, "system" : "all", "least_rate" : 0.1, "greatest_rate" : 2},
///     {"edit" : "prune", "layer" : 1, "system" : "all", "state" : 4},
///     {"edit" : "truncate", "layer" : 2, "order" : 8}
///   ]
/// }
/// ```
///
/// A move may have a `partner`, a state; a clamp may lack its `greatest_rate`.
@NullMarked
package org.statescope.training.run.design;

import org.jspecify.annotations.NullMarked;
