package org.statescope.analysis.structure;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.PivotedQr;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.SingularValues;

/// The controllability staircase: an orthogonal change of states after which the controllable
/// states come first and what an input reaches in k steps is visible block by block.
///
/// **Formula**: `QᵀAQ = [A₁₁ A₁₂; 0 A₂₂]`, `QᵀB = [B₁; 0]` with (A₁₁, B₁) controllable and A₁₁ in
/// block Hessenberg form whose subdiagonal blocks have full row rank.
///
/// **Shapes**: Q n × n orthogonal; [#blocks] lists the ranks of the steps, their sum is
/// [#dimension]. Nothing given is modified.
///
/// **Edge cases**: B = 0 gives dimension 0 and Q = I. NaN and infinity are refused.
///
/// **Tolerance**: absolute, two of them ([StaircaseTolerance]), default rounding level. Orthogonal
/// transformations only, so the answer is exact for matrices within a small multiple of `u·‖A‖`,
/// `u·‖B‖` of those given, plus what was set to zero ([#largestRejected]). [#smallestAccepted] says
/// how near the decision was; it is **not** the distance to uncontrollability, which can be
/// smaller.
///
/// **Algorithm**: Householder QR with column pivoting in each step; Van Dooren, The generalized
/// eigenstructure problem in linear system theory, doi:10.1109/TAC.1981.1102559. **Cost**: about 4
/// n³ operations for one input.
///
/// @param q the orthogonal transformation, new states = Qᵀx
/// @param a QᵀAQ with the rejected block set to zero
/// @param b QᵀB with the rejected rows set to zero
/// @param blocks the rank found in each step
/// @param smallestAccepted the smallest singular value of an accepted block over its tolerance, ∞
///   if none
/// @param largestRejected the largest rejected block over its tolerance, 0 if none
/// @param tolerance what was used
public record Staircase(
    DMatrixRMaj q,
    DMatrixRMaj a,
    DMatrixRMaj b,
    List<Integer> blocks,
    double smallestAccepted,
    double largestRejected,
    StaircaseTolerance tolerance) {

  public Staircase {
    blocks = List.copyOf(blocks);
  }

  /// The staircase of (A, B) at rounding level.
  public static Staircase controllability(DMatrixRMaj a, DMatrixRMaj b) {
    return controllability(a, b, StaircaseTolerance.rounding(a, b));
  }

  /// The staircase of (A, B) at given tolerances.
  public static Staircase controllability(
      DMatrixRMaj a, DMatrixRMaj b, StaircaseTolerance tolerance) {
    Shapes.requirePair(a, b);
    int n = a.numRows;
    DMatrixRMaj q = CommonOps_DDRM.identity(n);
    DMatrixRMaj state = a.copy();
    DMatrixRMaj input = b.copy();
    List<Integer> blocks = new ArrayList<>();
    double accepted = Double.POSITIVE_INFINITY;
    double rejected = 0;
    int reached = 0;
    int previous = 0;
    while (reached < n) {
      boolean first = blocks.isEmpty();
      double limit = first ? tolerance.input() : tolerance.state();
      DMatrixRMaj source = first ? input : state;
      PivotedQr step =
          new PivotedQr(source, reached, first ? 0 : previous, first ? b.numCols : reached, limit);
      if (step.rejected() > 0) {
        rejected = Math.max(rejected, over(step.rejected(), limit));
      }
      if (step.rank() > 0) {
        double[] values = SingularValues.of(step.accepted());
        accepted = Math.min(accepted, over(values[step.rank() - 1], limit));
        step.applyToRows(state, reached);
        step.applyToColumns(state, reached);
        step.applyToColumns(q, reached);
        if (first) {
          step.applyToRows(input, 0);
        }
      }
      clear(source, reached + step.rank(), first ? 0 : previous, first ? b.numCols : reached);
      if (step.rank() == 0) {
        break;
      }
      blocks.add(step.rank());
      previous = reached;
      reached += step.rank();
    }
    return new Staircase(q, state, input, blocks, accepted, rejected, tolerance);
  }

  /// The staircase of the dual pair (Aᵀ, Cᵀ): its [#dimension] is that of the observable part, and
  /// the columns of Q after it span the unobservable space.
  public static Staircase observability(DMatrixRMaj a, DMatrixRMaj c) {
    Shapes.requireDualPair(a, c);
    return controllability(Products.transpose(a), Products.transpose(c));
  }

  /// The dual staircase at given tolerances; the input tolerance is meant in the unit of C.
  public static Staircase observability(
      DMatrixRMaj a, DMatrixRMaj c, StaircaseTolerance tolerance) {
    Shapes.requireDualPair(a, c);
    return controllability(Products.transpose(a), Products.transpose(c), tolerance);
  }

  private static double over(double value, double limit) {
    return limit == 0 ? Double.POSITIVE_INFINITY : value / limit;
  }

  private static void clear(DMatrixRMaj x, int fromRow, int fromColumn, int toColumn) {
    for (int i = fromRow; i < x.numRows; i++) {
      for (int j = fromColumn; j < toColumn; j++) {
        x.set(i, j, 0);
      }
    }
  }

  /// The number of controllable states (observable ones, for the dual).
  public int dimension() {
    return blocks.stream().mapToInt(Integer::intValue).sum();
  }
}
