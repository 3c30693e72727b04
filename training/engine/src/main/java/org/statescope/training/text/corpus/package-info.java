/// Texts as files: finding them, unpacking them, and taking documents out of plain text, JSON lines
/// and Parquet. All of them end in one stream of UTF-8 bytes that never has to fit into memory. No
/// tokens and no batches live here.
@NullMarked
package org.statescope.training.text.corpus;

import org.jspecify.annotations.NullMarked;
