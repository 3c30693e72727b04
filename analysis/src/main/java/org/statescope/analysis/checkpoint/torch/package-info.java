/// PyTorch's zip archives (`.bin`, `.pt`, `.pth`) as tensor sources: the archive's directory, a
/// pickle reader that builds nothing but plain values and tensors, and the list of what a pickle
/// may name. Nothing a file says is ever executed, and no class is loaded for it.
@NullMarked
package org.statescope.analysis.checkpoint.torch;

import org.jspecify.annotations.NullMarked;
