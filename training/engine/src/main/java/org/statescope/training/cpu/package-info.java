/// The [org.statescope.training.tensor.Backend] of the CPU: matrix products by the OpenBLAS that
/// ND4J brings, over ND4J's memory, and everything else as Vector-API kernels over the same memory.
///
/// Products run with one OpenBLAS thread each and are divided among our own
/// [org.statescope.training.cpu.WorkPool]: OpenBLAS's threads spin while they wait, which on a busy
/// machine costs a factor of ten, and a fixed division makes results repeatable to the bit. A
/// sequence, a block of rows or a block of outputs is always one task of fixed order, so no result
/// depends on which thread was faster. No models live here.
///
/// Kernels take and give arrays and segments, never vectors: what the compiler inlines depends on
/// everything that ran before, and a vector that crosses a call goes to the heap.
@NullMarked
package org.statescope.training.cpu;

import org.jspecify.annotations.NullMarked;
