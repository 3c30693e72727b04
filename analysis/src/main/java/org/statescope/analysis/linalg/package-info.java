/// Numerical linear algebra that EJML lacks: balancing, the real Schur form with its reordering,
/// Lyapunov, Stein and Sylvester equations, factored Gramians, the matrix exponential, eigenvectors
/// with condition numbers. Matrices come and go as EJML types; nothing here knows what a system is.
@NullMarked
package org.statescope.analysis.linalg;

import org.jspecify.annotations.NullMarked;
