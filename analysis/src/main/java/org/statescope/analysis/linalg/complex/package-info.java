/// Dense complex kernels on EJML's interleaved storage: the Schur form, singular values by
/// one-sided Jacobi rotations, and the smallest singular value of a triangular matrix by inverse
/// Lanczos. What real arithmetic can do belongs in `linalg`; nothing here knows of systems.
@NullMarked
package org.statescope.analysis.linalg.complex;

import org.jspecify.annotations.NullMarked;
