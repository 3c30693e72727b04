package org.statescope.analysis.linalg.complex;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.statescope.analysis.linalg.Shapes;

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
  private static final double RESIDUAL_TOLERANCE = 1e-9;
  private static final double SCAN_TOLERANCE = 1e-2;

  private final int order;
  private final int inputs;
  private final ZMatrixRMaj unitary;

  private final SplitTriangle triangular;

  /// QᴴB by columns, real and imaginary parts.
  private final double[] inputRe;

  private final double[] inputIm;

  private ShiftedPencil(ComplexSchur schur, DMatrixRMaj b) {
    order = schur.order();
    inputs = b.numCols;
    unitary = schur.unitary();
    triangular = new SplitTriangle(order);
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        triangular.columnRe[j * order + i] = schur.triangular().data[2 * (i * order + j)];
        triangular.columnIm[j * order + i] = schur.triangular().data[2 * (i * order + j) + 1];
      }
    }
    triangular.columnsToRows();
    inputRe = new double[order * inputs];
    inputIm = new double[order * inputs];
    for (int k = 0; k < order; k++) {
      for (int i = 0; i < order; i++) {
        double re = unitary.data[2 * (k * order + i)];
        double im = -unitary.data[2 * (k * order + i) + 1];
        for (int j = 0; j < inputs; j++) {
          inputRe[j * order + i] += re * b.data[k * inputs + j];
          inputIm[j * order + i] += im * b.data[k * inputs + j];
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
    Shapes.requireFinite("B", b);
    return new ShiftedPencil(schur, b);
  }

  /// n.
  public int order() {
    return order;
  }

  /// Eigenvalue i of A, from the Schur form, as (real, imaginary).
  public double[] eigenvalue(int i) {
    return new double[] {triangular.diagonalRe[i], triangular.diagonalIm[i]};
  }

  /// A workspace for one thread; make one per thread, the pencil itself is shared.
  public Evaluator evaluator() {
    return new Evaluator(RESIDUAL_TOLERANCE, false);
  }

  /// A workspace that is fast along neighbouring points: it starts from the vector of the point
  /// before and stops at one percent, in the worst case, of the value. For pictures, not for
  /// bounds.
  public Evaluator scanner() {
    return new Evaluator(SCAN_TOLERANCE, true);
  }

  /// Evaluates the pencil at one point after another without allocation.
  public final class Evaluator {
    private final InverseLanczos lanczos;
    private final Rotation rotation = new Rotation();
    private final SplitTriangle r;
    private final double[] wRe = new double[order * inputs];
    private final double[] wIm = new double[order * inputs];
    private double pointRe;
    private double pointIm;
    private double value;

    private Evaluator(double tolerance, boolean warm) {
      lanczos = new InverseLanczos(order, tolerance, warm);
      r = inputs == 0 ? triangular.sharing() : new SplitTriangle(order);
    }

    /// `σ_min([A − λI, B])` at λ = re + i·im.
    public double smallestSingularValue(double re, double im) {
      pointRe = re;
      pointIm = im;
      if (inputs == 0) {
        for (int i = 0; i < order; i++) {
          r.diagonalRe[i] = triangular.diagonalRe[i] - re;
          r.diagonalIm[i] = triangular.diagonalIm[i] - im;
        }
      } else {
        fold(re, im);
      }
      value = lanczos.smallest(r);
      return value;
    }

    /// The triangle R with `RRᴴ = (T − λI)(T − λI)ᴴ + QᴴB(QᴴB)ᴴ`, by rotations of columns from the
    /// last row up.
    private void fold(double re, double im) {
      System.arraycopy(triangular.columnRe, 0, r.columnRe, 0, order * order);
      System.arraycopy(triangular.columnIm, 0, r.columnIm, 0, order * order);
      System.arraycopy(inputRe, 0, wRe, 0, wRe.length);
      System.arraycopy(inputIm, 0, wIm, 0, wIm.length);
      for (int i = 0; i < order; i++) {
        r.columnRe[i * order + i] -= re;
        r.columnIm[i * order + i] -= im;
      }
      for (int i = order - 1; i >= 0; i--) {
        int column = order * i;
        for (int j = 0; j < inputs; j++) {
          int other = order * j;
          rotation.annihilate(
              r.columnRe[column + i], r.columnIm[column + i], wRe[other + i], wIm[other + i]);
          rotation.apply(r.columnRe, r.columnIm, column, wRe, wIm, other, i + 1);
        }
      }
      r.columnsToRows();
    }

    /// The left singular vector of the last point in the coordinates of A, interleaved: the
    /// direction w with `wᴴ[A − λI, B] ≈ σ`. Of length one; its phase is free.
    public double[] leftVector() {
      double[] uRe = lanczos.leftRe();
      double[] uIm = lanczos.leftIm();
      double[] x = new double[2 * order];
      for (int i = 0; i < order; i++) {
        for (int k = 0; k < order; k++) {
          double qRe = unitary.data[2 * (i * order + k)];
          double qIm = unitary.data[2 * (i * order + k) + 1];
          x[2 * i] += qRe * uRe[k] - qIm * uIm[k];
          x[2 * i + 1] += qRe * uIm[k] + qIm * uRe[k];
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
      double[] uRe = lanczos.leftRe();
      double[] uIm = lanczos.leftIm();
      // dσ = −Re(dλ·uᴴv), where v = (T − λI)ᴴu/σ is the upper part of the right vector
      double re = 0;
      double im = 0;
      for (int j = 0; j < order; j++) {
        double vRe = 0;
        double vIm = 0;
        for (int i = 0; i <= j; i++) {
          double tRe = triangular.columnRe[j * order + i] - (i == j ? pointRe : 0);
          double tIm = triangular.columnIm[j * order + i] - (i == j ? pointIm : 0);
          vRe += tRe * uRe[i] + tIm * uIm[i];
          vIm += tRe * uIm[i] - tIm * uRe[i];
        }
        re += uRe[j] * vRe + uIm[j] * vIm;
        im += uRe[j] * vIm - uIm[j] * vRe;
      }
      gradient[0] = -re / value;
      gradient[1] = im / value;
    }
  }
}
