package org.statescope.analysis.linalg;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/// Moves chosen eigenvalues to the top of a real Schur form.
///
/// - Formula: A = Q T Qᵀ with the chosen eigenvalues first on the diagonal of T, so that the first
///   k columns of Q span their invariant subspace.
/// - Shapes: as [RealSchur].
/// - Modified: nothing.
/// - Edge cases: a block that would have to pass another with almost the same eigenvalues is
///   refused with [Result.Refused]: the two cannot be told apart at working precision. A complex
///   pair is chosen or not as a whole.
/// - Tolerance: backward stable; every exchange is accepted only if what it leaves below the
///   diagonal is at rounding level.
/// - Algorithm: direct swapping, Bai, Demmel, doi:10.1016/0024-3795(93)90286-W.
/// - Cost: about 12 n operations per exchange of neighbours, and three times that for pairs.
public final class SchurReordering {
  /// Some unit vector keeps at least this much of its length beside at most three others.
  private static final double SMALLEST_COMPONENT = 0.4;

  private static final double STABLE_EXCHANGE = 20 * Precision.EPSILON;

  private final SchurWork work;

  /// Says whether an eigenvalue is to go first.
  @FunctionalInterface
  public interface Choice {
    boolean test(double real, double imaginary);
  }

  /// What became of the reordering.
  public sealed interface Result {
    /// Reordered.
    ///
    /// @param schur the form with the chosen eigenvalues first
    /// @param chosen how many they are
    record Ordered(RealSchur schur, int chosen) implements Result {}

    /// Two eigenvalues on different sides of the choice are equal to working precision.
    record Refused(String reason) implements Result {}
  }

  private SchurReordering(SchurWork work) {
    this.work = work;
  }

  /// Moves the chosen eigenvalues to the top, keeping their order; see the class.
  public static Result chosenFirst(RealSchur schur, Choice choice) {
    SchurReordering reordering = new SchurReordering(new SchurWork(schur.t(), schur.q()));
    return reordering.run(choice);
  }

  private Result run(Choice choice) {
    int target = 0;
    int i = 0;
    while (i < work.n) {
      int size = blockSize(i);
      if (isChosen(i, size, choice)) {
        for (int at = i; at > target; ) {
          int above = at >= 2 && work.at(at - 1, at - 2) != 0 ? 2 : 1;
          if (!swap(at - above, above, size)) {
            return new Result.Refused(
                "The eigenvalues "
                    + work.at(at, at)
                    + " and "
                    + work.at(at - above, at - above)
                    + " (real parts) are too close to be separated at working precision");
          }
          at -= above;
        }
        target += size;
      }
      i += size;
    }
    return new Result.Ordered(new RealSchur(work.orthogonal(), work.triangular()), target);
  }

  private int blockSize(int i) {
    return i + 1 < work.n && work.at(i + 1, i) != 0 ? 2 : 1;
  }

  private boolean isChosen(int i, int size, Choice choice) {
    if (size == 1) {
      return choice.test(work.at(i, i), 0);
    }
    double imaginary =
        Math.sqrt(Math.abs(work.at(i, i + 1))) * Math.sqrt(Math.abs(work.at(i + 1, i)));
    return choice.test(work.at(i, i), imaginary);
  }

  /// Exchanges the block of p rows at an index with the block of q rows below it.
  private boolean swap(int j, int p, int q) {
    int size = p + q;
    DMatrixRMaj local = new DMatrixRMaj(size, size);
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        local.set(r, c, work.at(j + r, j + c));
      }
    }
    SmallSystem system = new SmallSystem();
    system.clear();
    for (int c = 0; c < q; c++) {
      for (int r = 0; r < p; r++) {
        int equation = c * p + r;
        system.rhs[equation] = local.get(r, p + c);
        for (int k = 0; k < p; k++) {
          system.add(equation, c * p + k, local.get(r, k));
        }
        for (int k = 0; k < q; k++) {
          system.add(equation, k * p + r, -local.get(p + k, p + c));
        }
      }
    }
    if (system.solve(p * q) == 0) {
      return false;
    }
    double[][] basis = orthogonalBasis(system.rhs, p, q);
    DMatrixRMaj u = new DMatrixRMaj(basis);
    DMatrixRMaj swapped = Products.times(Products.transpose(u), local, u);
    double left = 0;
    for (int r = q; r < size; r++) {
      for (int c = 0; c < q; c++) {
        left = Math.max(left, Math.abs(swapped.get(r, c)));
      }
    }
    if (!(left <= STABLE_EXCHANGE * Products.frobenius(local))) {
      return false;
    }
    apply(u, j, size);
    for (int r = q; r < size; r++) {
      for (int c = 0; c < q; c++) {
        work.set(j + r, j + c, 0);
      }
    }
    if (q == 2) {
      work.standardise(j);
    }
    if (p == 2) {
      work.standardise(j + q);
    }
    return true;
  }

  /// An orthogonal matrix whose first q columns span the columns of [−X; I].
  private static double[][] orthogonalBasis(double[] x, int p, int q) {
    int size = p + q;
    double[][] columns = new double[size][size];
    for (int c = 0; c < q; c++) {
      for (int r = 0; r < p; r++) {
        columns[c][r] = -x[c * p + r];
      }
      columns[c][p + c] = 1;
    }
    for (int c = 0; c < q; c++) {
      orthonormalise(columns, c);
    }
    int known = q;
    for (int e = 0; e < size && known < size; e++) {
      Arrays.fill(columns[known], 0);
      columns[known][e] = 1;
      if (orthonormalise(columns, known) > SMALLEST_COMPONENT) {
        known++;
      }
    }
    double[][] rows = new double[size][size];
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        rows[r][c] = columns[c][r];
      }
    }
    return rows;
  }

  /// Gram-Schmidt with repetition; returns what was left of the vector's length.
  private static double orthonormalise(double[][] columns, int k) {
    double[] v = columns[k];
    for (int pass = 0; pass < 3; pass++) {
      for (int i = 0; i < k; i++) {
        double dot = 0;
        for (int r = 0; r < v.length; r++) {
          dot += columns[i][r] * v[r];
        }
        for (int r = 0; r < v.length; r++) {
          v[r] -= dot * columns[i][r];
        }
      }
    }
    double length = length(v);
    for (int r = 0; r < v.length; r++) {
      v[r] /= length;
    }
    return length;
  }

  private static double length(double[] v) {
    double length = 0;
    for (double x : v) {
      length = Math.hypot(length, x);
    }
    return length;
  }

  /// T ← Uᵀ T U and Qᵀ ← Uᵀ Qᵀ on the rows and columns from an index on.
  private void apply(DMatrixRMaj u, int j, int size) {
    double[] old = new double[size];
    for (int c = j; c < work.n; c++) {
      for (int r = 0; r < size; r++) {
        old[r] = work.at(j + r, c);
      }
      for (int r = 0; r < size; r++) {
        work.set(j + r, c, column(u, r, old));
      }
    }
    for (int r = 0; r < j + size; r++) {
      for (int c = 0; c < size; c++) {
        old[c] = work.at(r, j + c);
      }
      for (int c = 0; c < size; c++) {
        work.set(r, j + c, column(u, c, old));
      }
    }
    double[] qt = Objects.requireNonNull(work.qt);
    for (int c = 0; c < work.n; c++) {
      for (int r = 0; r < size; r++) {
        old[r] = qt[(j + r) * work.stride + c];
      }
      for (int r = 0; r < size; r++) {
        qt[(j + r) * work.stride + c] = column(u, r, old);
      }
    }
  }

  private static double column(DMatrixRMaj u, int column, double[] v) {
    double sum = 0;
    for (int r = 0; r < u.numRows; r++) {
      sum += u.get(r, column) * v[r];
    }
    return sum;
  }
}
