package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;

/// C (sI − A)⁻¹ B with a hundred digits, for differences that doubles cannot see.
///
/// - Formula: (s − A)⁻¹ = (s̄ − A) (|s|² − 2 Re(s) A + A²)⁻¹, whose matrices are real.
/// - Shapes: A n×n, B n×m, C p×n; the value is a complex p×m matrix.
/// - Modified: nothing.
/// - Edge cases: a point that is an eigenvalue of A to all digits is refused.
/// - Tolerance: the square of the condition of s − A is lost of a hundred digits; s is the double
///   that is given.
/// - Algorithm: elimination with partial pivoting, [BigMatrix#solve].
/// - Cost: about n³ products of long numbers for each point: 10 ms at n = 16.
public final class BigResolvent {
  private final BigMatrix a;
  private final BigMatrix square;
  private final BigMatrix b;
  private final BigMatrix c;

  /// The resolvent of the three matrices, A square.
  public BigResolvent(BigMatrix a, BigMatrix b, BigMatrix c) {
    if (b.rows() != a.columns() || c.columns() != a.columns()) {
      throw new IllegalArgumentException(
          "A has %d columns but B has %d rows and C %d columns"
              .formatted(a.columns(), b.rows(), c.columns()));
    }
    this.a = a;
    this.b = b;
    this.c = c;
    square = a.times(a);
  }

  /// The value here minus that of another at s = re + i·im, rounded to doubles once.
  public ZMatrixRMaj minus(BigResolvent other, double re, double im) {
    Value own = at(re, im);
    Value others = other.at(re, im);
    DMatrixRMaj real = own.real.plus(-1, others.real).toDoubles();
    DMatrixRMaj imaginary = own.imaginary.plus(-1, others.imaginary).toDoubles();
    ZMatrixRMaj difference = new ZMatrixRMaj(real.numRows, real.numCols);
    for (int i = 0; i < real.getNumElements(); i++) {
      difference.data[2 * i] = real.data[i];
      difference.data[2 * i + 1] = imaginary.data[i];
    }
    return difference;
  }

  private record Value(BigMatrix real, BigMatrix imaginary) {}

  private Value at(double re, double im) {
    int n = a.columns();
    BigMatrix x = BigMatrix.identity(n, re);
    BigMatrix y = BigMatrix.identity(n, im);
    BigMatrix modulus = x.times(x).plus(1, y.times(y));
    BigMatrix state =
        modulus
            .plus(1, square)
            .plus(-2, x.times(a))
            .solve(b)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The point " + re + " + " + im + "i is an eigenvalue of A"));
    BigMatrix real = c.times(x.plus(-1, a).times(state));
    return new Value(real, c.times(state).times(BigMatrix.identity(b.columns(), -im)));
  }
}
