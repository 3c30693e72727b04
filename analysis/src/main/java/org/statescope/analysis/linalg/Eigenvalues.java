package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// The eigenvalues of a real matrix, computed after balancing and without vectors.
///
/// - Formula: λ with det(A − λ I) = 0; complex ones in exact conjugate pairs, the positive
///   imaginary part first.
/// - Shapes: n values for an n×n matrix.
/// - Modified: nothing.
/// - Edge cases: an empty or non-square matrix, or an entry that is NaN or infinite, is refused.
/// - Tolerance: exact for a matrix within a small multiple of n·2⁻⁵³ of the balanced one; an
///   eigenvalue of multiplicity k is known to about the k-th root of that.
/// - Algorithm: [Balancing], then Householder reduction and Francis iteration as in [RealSchur].
/// - Cost: about 10 n³ operations.
///
/// @param real the real parts
/// @param imaginary the imaginary parts
public record Eigenvalues(double[] real, double[] imaginary) {

  /// Computes the eigenvalues, see the record's own text.
  public static Eigenvalues of(DMatrixRMaj a) {
    SchurWork work = new SchurWork(Balancing.of(a).matrix(), false);
    Hessenberg.reduce(work);
    new FrancisQr(work, false).iterate();
    int n = work.n;
    double[] real = new double[n];
    double[] imaginary = new double[n];
    for (int i = 0; i < n; i++) {
      real[i] = work.at(i, i);
      if (i + 1 < n && work.at(i + 1, i) != 0) {
        double root =
            Math.sqrt(Math.abs(work.at(i, i + 1))) * Math.sqrt(Math.abs(work.at(i + 1, i)));
        imaginary[i] = root;
        imaginary[i + 1] = -root;
        real[i + 1] = work.at(i + 1, i + 1);
        i++;
      }
    }
    return new Eigenvalues(real, imaginary);
  }

  /// How many there are, by multiplicity: n.
  public int count() {
    return real.length;
  }
}
