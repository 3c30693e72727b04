/// Tensors in files: the safetensors format, read through a memory map and written so that no
/// reader ever sees half a file. Nothing here knows what the tensors mean.
@NullMarked
package org.statescope.analysis.checkpoint;

import org.jspecify.annotations.NullMarked;
