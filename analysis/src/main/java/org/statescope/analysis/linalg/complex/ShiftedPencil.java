package org.statescope.analysis.linalg.complex;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;

/// The map `λ ↦ σ_min([A − λI, B])`, made cheap: A is brought to Schur form once, then each point
/// costs a few multiples of n² instead of n³. With no columns in B it is `σ_min(A − λI)`, the
/// function whose level curves are the pseudospectra.
///
/// **Shapes**: A is n × n, B is n × m, both real; λ is complex. Nothing given is modified.
///
/// **Edge cases**: order 0 has the value +∞ (no vector fails); an exactly singular matrix has the
/// value 0 and still a vector. NaN and infinity are refused with an [IllegalArgumentException].
///
/// **Tolerance**: backward error of a few `u·‖[A B]‖`, absolute, from the Schur form; the
/// triangular part adds nothing above it. A value below that is of that size, not zero.
///
/// **Algorithm**: complex Schur form; plane rotations fold `QᴴB` into a triangle; inverse Lanczos.
/// See Trefethen, Computation of pseudospectra, Acta Numerica 8 (1999),
/// doi:10.1017/S0962492900002932.
///
/// **Cost**: 25 n³ once, then about (3m + 20)·n² complex operations a point.
public final class ShiftedPencil {
  private final int order;
  private final int inputs;
  private final ZMatrixRMaj unitary;

  /// T by columns, upper triangle only.
  private final double[] triangular;

  /// QᴴB by columns.
  private final double[] input;

  private ShiftedPencil(ComplexSchur schur, DMatrixRMaj b) {
    order = schur.order();
    inputs = b.numCols;
    unitary = schur.unitary();
    triangular = new double[2 * order * order];
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        triangular[2 * (j * order + i)] = schur.triangular().data[2 * (i * order + j)];
        triangular[2 * (j * order + i) + 1] = schur.triangular().data[2 * (i * order + j) + 1];
      }
    }
    input = new double[2 * order * inputs];
    for (int k = 0; k < order; k++) {
      for (int i = 0; i < order; i++) {
        double re = unitary.data[2 * (k * order + i)];
        double im = -unitary.data[2 * (k * order + i) + 1];
        for (int j = 0; j < inputs; j++) {
          input[2 * (j * order + i)] += re * b.data[k * inputs + j];
          input[2 * (j * order + i) + 1] += im * b.data[k * inputs + j];
        }
      }
    }
  }

  /// The pencil `A − λI`.
  public static ShiftedPencil of(DMatrixRMaj a) {
    return new ShiftedPencil(ComplexSchur.of(a), new DMatrixRMaj(a.numRows, 0));
  }

  /// The pencil `[A − λI, B]`.
  public static ShiftedPencil of(DMatrixRMaj a, DMatrixRMaj b) {
    return of(ComplexSchur.of(a), b);
  }

  /// The pencil `[A − λI, B]` of an A whose Schur form is at hand.
  public static ShiftedPencil of(ComplexSchur schur, DMatrixRMaj b) {
    int n = schur.order();
    if (b.numRows != n) {
      throw new IllegalArgumentException(
          "A is " + n + "×" + n + " but B has " + b.numRows + " rows");
    }
    for (int i = 0; i < b.getNumElements(); i++) {
      if (!Double.isFinite(b.data[i])) {
        throw new IllegalArgumentException("B has an entry that is not finite");
      }
    }
    return new ShiftedPencil(schur, b);
  }

  public int order() {
    return order;
  }

  /// Eigenvalue i of A, from the Schur form, as (real, imaginary).
  public double[] eigenvalue(int i) {
    return new double[] {triangular[2 * (i * order + i)], triangular[2 * (i * order + i) + 1]};
  }

  /// A workspace for one thread; make one per thread, the pencil itself is shared.
  public Evaluator evaluator() {
    return new Evaluator();
  }

  /// Evaluates the pencil at one point after another without allocation.
  public final class Evaluator {
    private final InverseLanczos lanczos = new InverseLanczos(order);
    private final Rotation rotation = new Rotation();
    private final double[] r = new double[2 * order * order];
    private final double[] w = new double[2 * order * inputs];
    private double pointRe;
    private double pointIm;
    private double value;

    private Evaluator() {}

    /// `σ_min([A − λI, B])` at λ = re + i·im.
    public double smallestSingularValue(double re, double im) {
      System.arraycopy(triangular, 0, r, 0, r.length);
      System.arraycopy(input, 0, w, 0, w.length);
      for (int i = 0; i < order; i++) {
        r[2 * (i * order + i)] -= re;
        r[2 * (i * order + i) + 1] -= im;
      }
      for (int i = order - 1; i >= 0 && inputs > 0; i--) {
        int column = 2 * order * i;
        for (int j = 0; j < inputs; j++) {
          int other = 2 * order * j;
          rotation.annihilate(
              r[column + 2 * i], r[column + 2 * i + 1], w[other + 2 * i], w[other + 2 * i + 1]);
          rotation.apply(r, column, w, other, i + 1);
        }
      }
      pointRe = re;
      pointIm = im;
      value = lanczos.smallest(r);
      return value;
    }

    /// The left singular vector of the last point in the coordinates of A, interleaved: the
    /// direction w with `wᴴ[A − λI, B] ≈ σ`. Of length one; its phase is free.
    public double[] leftVector() {
      double[] u = lanczos.left();
      double[] x = new double[2 * order];
      for (int i = 0; i < order; i++) {
        for (int k = 0; k < order; k++) {
          double qRe = unitary.data[2 * (i * order + k)];
          double qIm = unitary.data[2 * (i * order + k) + 1];
          x[2 * i] += qRe * u[2 * k] - qIm * u[2 * k + 1];
          x[2 * i + 1] += qRe * u[2 * k + 1] + qIm * u[2 * k];
        }
      }
      return x;
    }

    /// Writes the gradient of the last value with respect to (Re λ, Im λ); zero where the value is
    /// zero, because the function has a corner there.
    public void gradient(double[] gradient) {
      gradient[0] = 0;
      gradient[1] = 0;
      if (value == 0 || !Double.isFinite(value)) {
        return;
      }
      double[] u = lanczos.left();
      // dσ = −Re(dλ·uᴴv), where v = (T − λI)ᴴu/σ is the upper part of the right vector
      double re = 0;
      double im = 0;
      for (int j = 0; j < order; j++) {
        double vRe = 0;
        double vIm = 0;
        for (int i = 0; i <= j; i++) {
          double tRe = triangular[2 * (j * order + i)] - (i == j ? pointRe : 0);
          double tIm = triangular[2 * (j * order + i) + 1] - (i == j ? pointIm : 0);
          vRe += tRe * u[2 * i] + tIm * u[2 * i + 1];
          vIm += tRe * u[2 * i + 1] - tIm * u[2 * i];
        }
        re += u[2 * j] * vRe + u[2 * j + 1] * vIm;
        im += u[2 * j] * vIm - u[2 * j + 1] * vRe;
      }
      gradient[0] = -re / value;
      gradient[1] = im / value;
    }
  }
}
