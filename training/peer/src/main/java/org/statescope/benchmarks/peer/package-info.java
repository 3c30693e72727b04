/// The models of our engine written a second time, in the usual eager way with libtorch's operators
/// and its automatic differentiation, and the table that sets both side by side.
///
/// Nothing of our engine computes here. Each measurement is a process of its own, because libtorch
/// and our engine bring natives of their own, and because peak memory belongs to a process. A peer
/// reads our parameters by name and must find our loss and gradient norm before its time counts.
@NullMarked
package org.statescope.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
