package org.statescope.analysis.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.SingularValues;
import org.statescope.analysis.lti.StateSpace;

/// The states split in four: controllable and observable, controllable only, observable only,
/// neither.
///
/// **Formula**: new states z with x = T z, in that order, so that `T⁻¹AT = [A₁₁ 0 A₁₃ 0; A₂₁ A₂₂
/// A₂₃ A₂₄; 0 0 A₃₃ 0; 0 0 A₄₃ A₄₄]`, `T⁻¹B = [B₁; B₂; 0; 0]`, `CT = [C₁ 0 C₃ 0]`.
///
/// **Shapes**: T n × n; the four dimensions add up to n. Nothing given is modified.
///
/// **Edge cases**: any of the four may be empty.
///
/// **Tolerance**: the dimensions are those of [Staircase], by default at rounding level;
/// [#residual] is the largest entry of what ought to be zero, relative to ‖A‖, ‖B‖, ‖C‖ (the
/// entries are left as computed, not cleared), and [#condition] is κ₂(T), which multiplies the
/// error of every block.
///
/// **Algorithm**: controllable and unobservable spaces from two staircases, their intersection from
/// a third within the first; Kalman, doi:10.1137/0301010. **Cost**: O(n³).
///
/// @param transformation T
/// @param system the transformed system
/// @param controllableObservable number of states in part 1
/// @param controllableOnly in part 2
/// @param observableOnly in part 3
/// @param neither in part 4
/// @param condition κ₂(T)
/// @param residual what should vanish and did not
public record KalmanDecomposition(
    DMatrixRMaj transformation,
    StateSpace system,
    int controllableObservable,
    int controllableOnly,
    int observableOnly,
    int neither,
    double condition,
    double residual) {

  /// A direction of one space lies in the other if its sine with it is below this.
  private static final double SINE_TOLERANCE = 1e-8;

  /// The decomposition at rounding level.
  public static KalmanDecomposition of(StateSpace system) {
    return of(
        system,
        StaircaseTolerance.rounding(system.a(), system.b()),
        StaircaseTolerance.rounding(system.a(), Products.transpose(system.c())));
  }

  /// At given tolerances for the two staircases; the second one's input tolerance is in the unit of
  /// C.
  public static KalmanDecomposition of(
      StateSpace system, StaircaseTolerance reaching, StaircaseTolerance showing) {
    int n = system.order();
    Staircase reach = Staircase.controllability(system.a(), system.b(), reaching);
    Staircase show = Staircase.observability(system.a(), system.c(), showing);
    int r = reach.dimension();
    DMatrixRMaj controllable = columns(reach.q(), 0, r);
    DMatrixRMaj unobservable = columns(show.q(), show.dimension(), n);
    DMatrixRMaj both = intersection(unobservable, controllable);
    DMatrixRMaj minimal = complementWithin(controllable, both, r - both.numCols);
    DMatrixRMaj neither = complementWithin(unobservable, both, unobservable.numCols - both.numCols);
    DMatrixRMaj used = beside(minimal, both, neither);
    DMatrixRMaj rest = orthogonalComplement(used);
    DMatrixRMaj t = beside(minimal, both, rest, neither);
    return transform(system, t, minimal.numCols, both.numCols, rest.numCols);
  }

  private static KalmanDecomposition transform(
      StateSpace system, DMatrixRMaj t, int first, int second, int third) {
    int n = system.order();
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    if (!CommonOps_DDRM.invert(t, inverse)) {
      throw new ArithmeticException("the bases of the four parts are linearly dependent");
    }
    StateSpace transformed =
        new StateSpace(
            Products.times(inverse, system.a(), t),
            Products.times(inverse, system.b()),
            Products.times(system.c(), t),
            system.d(),
            system.timeDomain());
    double[] values = SingularValues.of(t);
    int[] ends = {0, first, first + second, first + second + third, n};
    return new KalmanDecomposition(
        t,
        transformed,
        first,
        second,
        third,
        n - first - second - third,
        values[0] / values[n - 1],
        residual(system, transformed, ends));
  }

  private static double residual(StateSpace original, StateSpace system, int[] ends) {
    double a = Products.frobenius(original.a());
    double b = Products.frobenius(original.b());
    double c = Products.frobenius(original.c());
    int[][] zeroBlocks = {{0, 1}, {0, 3}, {2, 0}, {2, 1}, {2, 3}, {3, 0}, {3, 1}};
    double worst = 0;
    for (int[] block : zeroBlocks) {
      worst =
          Math.max(
              worst,
              ratio(
                  largest(
                      system.a(),
                      ends[block[0]],
                      ends[block[0] + 1],
                      ends[block[1]],
                      ends[block[1] + 1]),
                  a));
    }
    worst = Math.max(worst, ratio(largest(system.b(), ends[2], ends[4], 0, system.inputs()), b));
    worst = Math.max(worst, ratio(largest(system.c(), 0, system.outputs(), ends[1], ends[2]), c));
    return Math.max(worst, ratio(largest(system.c(), 0, system.outputs(), ends[3], ends[4]), c));
  }

  private static double ratio(double entry, double norm) {
    return entry == 0 ? 0 : entry / norm;
  }

  private static double largest(DMatrixRMaj x, int row0, int row1, int column0, int column1) {
    double largest = 0;
    for (int i = row0; i < row1; i++) {
      for (int j = column0; j < column1; j++) {
        largest = Math.max(largest, Math.abs(x.get(i, j)));
      }
    }
    return largest;
  }

  /// An orthonormal basis of what two spaces, given by orthonormal bases, have in common.
  private static DMatrixRMaj intersection(DMatrixRMaj first, DMatrixRMaj second) {
    int q = first.numCols;
    if (q == 0 || second.numCols == 0) {
      return new DMatrixRMaj(first.numRows, 0);
    }
    DMatrixRMaj outside = without(first, second);
    var svd = DecompositionFactory_DDRM.svd(outside.numRows, q, false, true, false);
    if (!svd.decompose(outside)) {
      throw new ArithmeticException("The singular value iteration did not converge");
    }
    DMatrixRMaj v = svd.getV(null, false);
    double[] sines = svd.getSingularValues();
    List<Integer> common = new ArrayList<>();
    for (int j = 0; j < q; j++) {
      if (sines[j] <= SINE_TOLERANCE) {
        common.add(j);
      }
    }
    DMatrixRMaj picked = new DMatrixRMaj(q, common.size());
    for (int j = 0; j < common.size(); j++) {
      for (int i = 0; i < q; i++) {
        picked.set(i, j, v.get(i, common.get(j)));
      }
    }
    return Products.times(first, picked);
  }

  /// What is left of the columns of a matrix after projecting a space out.
  private static DMatrixRMaj without(DMatrixRMaj columns, DMatrixRMaj space) {
    DMatrixRMaj rest = columns.copy();
    DMatrixRMaj shadow = Products.times(space, Products.transposedTimes(space, columns));
    CommonOps_DDRM.subtractEquals(rest, shadow);
    return rest;
  }

  /// The part of a space that is orthogonal to a space within it, of known dimension.
  private static DMatrixRMaj complementWithin(DMatrixRMaj space, DMatrixRMaj inner, int dimension) {
    int n = space.numRows;
    if (dimension == 0) {
      return new DMatrixRMaj(n, 0);
    }
    if (inner.numCols == 0) {
      return space;
    }
    return leftVectors(without(space, inner), 0, dimension);
  }

  private static DMatrixRMaj orthogonalComplement(DMatrixRMaj columns) {
    int n = columns.numRows;
    if (columns.numCols == 0) {
      return CommonOps_DDRM.identity(n);
    }
    if (columns.numCols == n) {
      return new DMatrixRMaj(n, 0);
    }
    return leftVectors(columns, columns.numCols, n);
  }

  private static DMatrixRMaj leftVectors(DMatrixRMaj x, int from, int to) {
    var svd = DecompositionFactory_DDRM.svd(x.numRows, x.numCols, true, false, false);
    if (!svd.decompose(x.copy())) {
      throw new ArithmeticException("The singular value iteration did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    int values = svd.numberOfSingularValues();
    double[] sigma = svd.getSingularValues();
    Integer[] order = new Integer[x.numRows];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (i, j) -> Double.compare(j < values ? sigma[j] : -1, i < values ? sigma[i] : -1));
    DMatrixRMaj picked = new DMatrixRMaj(x.numRows, to - from);
    for (int k = from; k < to; k++) {
      for (int i = 0; i < x.numRows; i++) {
        picked.set(i, k - from, u.get(i, order[k]));
      }
    }
    return picked;
  }

  private static DMatrixRMaj columns(DMatrixRMaj x, int from, int to) {
    DMatrixRMaj picked = new DMatrixRMaj(x.numRows, to - from);
    for (int i = 0; i < x.numRows; i++) {
      System.arraycopy(x.data, i * x.numCols + from, picked.data, i * (to - from), to - from);
    }
    return picked;
  }

  private static DMatrixRMaj beside(DMatrixRMaj... parts) {
    int width = Arrays.stream(parts).mapToInt(part -> part.numCols).sum();
    DMatrixRMaj all = new DMatrixRMaj(parts[0].numRows, width);
    int at = 0;
    for (DMatrixRMaj part : parts) {
      for (int i = 0; i < part.numRows; i++) {
        System.arraycopy(part.data, i * part.numCols, all.data, i * width + at, part.numCols);
      }
      at += part.numCols;
    }
    return all;
  }
}
