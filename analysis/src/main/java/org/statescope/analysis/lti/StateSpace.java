package org.statescope.analysis.lti;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Shapes;

/// A linear time-invariant system with n states, m inputs and p outputs.
///
/// - Formula: `x' = A x + B u` (continuous) or `x[k+1] = A x[k] + B u[k]` (discrete), `y = C x + D
///   u`.
/// - Shapes: A n×n, B n×m, C p×n, D p×m, with n, m and p at least 1.
/// - Modified: nothing. The matrices are copied when the system is built; those that the accessors
///   return belong to the system and must not be written to.
/// - Edge cases: a mismatch of sizes, a NaN or an infinite entry is refused with a sentence that
///   names both.
///
/// @param a the state matrix A
/// @param b the input matrix B
/// @param c the output matrix C
/// @param d the feedthrough D
/// @param timeDomain continuous, or discrete with its sample period
public record StateSpace(
    DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj d, TimeDomain timeDomain) {

  public StateSpace {
    Objects.requireNonNull(timeDomain, "timeDomain");
    Shapes.requireSquare("A", a);
    String order = "A is " + Shapes.of(a);
    if (b.numRows != a.numRows) {
      throw new IllegalArgumentException(order + " but B has " + rows(b.numRows));
    }
    if (c.numCols != a.numCols) {
      throw new IllegalArgumentException(order + " but C has " + columns(c.numCols));
    }
    if (b.numCols == 0) {
      throw new IllegalArgumentException("B has no columns but a system needs at least one input");
    }
    if (c.numRows == 0) {
      throw new IllegalArgumentException("C has no rows but a system needs at least one output");
    }
    if (d.numRows != c.numRows) {
      throw new IllegalArgumentException(
          "C has " + rows(c.numRows) + " but D has " + rows(d.numRows));
    }
    if (d.numCols != b.numCols) {
      throw new IllegalArgumentException(
          "B has " + columns(b.numCols) + " but D has " + columns(d.numCols));
    }
    Shapes.requireFinite("A", a);
    Shapes.requireFinite("B", b);
    Shapes.requireFinite("C", c);
    Shapes.requireFinite("D", d);
    a = a.copy();
    b = b.copy();
    c = c.copy();
    d = d.copy();
  }

  /// A continuous-time system from rows of numbers.
  public static StateSpace continuous(double[][] a, double[][] b, double[][] c, double[][] d) {
    return new StateSpace(
        matrix("A", a), matrix("B", b), matrix("C", c), matrix("D", d), TimeDomain.continuous());
  }

  /// A discrete-time system from rows of numbers.
  ///
  /// @param samplePeriod seconds between two samples
  public static StateSpace discrete(
      double[][] a, double[][] b, double[][] c, double[][] d, double samplePeriod) {
    return new StateSpace(
        matrix("A", a),
        matrix("B", b),
        matrix("C", c),
        matrix("D", d),
        TimeDomain.discrete(samplePeriod));
  }

  /// A system without feedthrough: D is zero.
  public static StateSpace strictlyProper(
      DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, TimeDomain timeDomain) {
    return new StateSpace(a, b, c, new DMatrixRMaj(c.numRows, b.numCols), timeDomain);
  }

  /// The number of states n.
  public int order() {
    return a.numRows;
  }

  /// The number of inputs m.
  public int inputs() {
    return b.numCols;
  }

  /// The number of outputs p.
  public int outputs() {
    return c.numRows;
  }

  /// Whether time runs in steps.
  public boolean isDiscrete() {
    return timeDomain instanceof Discrete;
  }

  /// The dual system (Aᵀ, Cᵀ, Bᵀ, Dᵀ): what is controllable in one is observable in the other.
  public StateSpace dual() {
    return new StateSpace(transpose(a), transpose(c), transpose(b), transpose(d), timeDomain);
  }

  /// The system whose transfer function is this one's minus another's: both side by side, [A 0; 0
  /// A₂], [B; B₂], [C −C₂], D − D₂.
  ///
  /// - Edge cases: other numbers of inputs or outputs, or another time domain, are refused.
  public StateSpace minus(StateSpace other) {
    if (other.inputs() != inputs() || other.outputs() != outputs()) {
      throw new IllegalArgumentException(
          "A system with %d inputs and %d outputs has no difference from one with %d and %d"
              .formatted(inputs(), outputs(), other.inputs(), other.outputs()));
    }
    if (!other.timeDomain.equals(timeDomain)) {
      throw new IllegalArgumentException(
          "One system is " + timeDomain + " but the other " + other.timeDomain);
    }
    int n = order();
    int both = n + other.order();
    DMatrixRMaj a = new DMatrixRMaj(both, both);
    CommonOps_DDRM.insert(this.a, a, 0, 0);
    CommonOps_DDRM.insert(other.a, a, n, n);
    DMatrixRMaj b = new DMatrixRMaj(both, inputs());
    CommonOps_DDRM.insert(this.b, b, 0, 0);
    CommonOps_DDRM.insert(other.b, b, n, 0);
    DMatrixRMaj opposite = other.c.copy();
    CommonOps_DDRM.changeSign(opposite);
    return new StateSpace(
        a,
        b,
        CommonOps_DDRM.concatColumns(c, opposite, null),
        CommonOps_DDRM.subtract(d, other.d, null),
        timeDomain);
  }

  private static DMatrixRMaj transpose(DMatrixRMaj matrix) {
    return CommonOps_DDRM.transpose(matrix, null);
  }

  private static DMatrixRMaj matrix(String name, double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    DMatrixRMaj matrix = new DMatrixRMaj(rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            name
                + " has "
                + columns(columns)
                + " in row 1 but "
                + columns(rows[i].length)
                + " in row "
                + (i + 1));
      }
      System.arraycopy(rows[i], 0, matrix.data, i * columns, columns);
    }
    return matrix;
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private static String columns(int count) {
    return count == 1 ? "1 column" : count + " columns";
  }
}
