/// GGUF files (llama.cpp) as tensor sources. Quantised tensors are listed but not read.
@NullMarked
package org.statescope.analysis.checkpoint.gguf;

import org.jspecify.annotations.NullMarked;
