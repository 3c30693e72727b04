/// Tensors in files: the safetensors format, in one file or in shards, read through a memory map
/// and written so that no reader ever sees half a file. Other formats are in `torch` and `gguf`.
/// Nothing here knows what the tensors mean; that is `family`'s.
@NullMarked
package org.statescope.analysis.checkpoint;

import org.jspecify.annotations.NullMarked;
