/// Measures a graphics processor within a given time: its own limits, each kernel beside them,
/// whole training steps, and Hugging Face's models in PyTorch. Not a test; see
/// [org.statescope.benchmarks.device.DeviceBenchmark].
///
/// With Maven, after the tests that use devices:
///
/// ```
/// mvn -q -Pdevice -Dbenchmark.device=cuda:0 -Dbenchmark.precision=bf16 -Dbenchmark.rows='.*-130m'
/// ```
///
/// Without Maven and Java there: `training/benchmarks/device-pack.sh FOLDER` on another machine,
/// and then `FOLDER/measure --device cuda:0 --precision bf16 --seconds 540`, which is
///
/// ```
/// runtime/bin/java -cp 'lib/*' org.statescope.benchmarks.device.DeviceBenchmark --device cuda:0 …
/// ```
///
/// A peer counts only after it has found the loss and the gradient norm of our first step on our
/// weights and tokens, at weights where both depend on every layer; `peer.py` states the
/// tolerances. The share of matrix products of a step is that of its projections, its head and
/// Mamba-2's chunks, beside the faster of two large products: one through our linear operation and
/// one of PyTorch.
@NullMarked
package org.statescope.benchmarks.device;

import org.jspecify.annotations.NullMarked;
