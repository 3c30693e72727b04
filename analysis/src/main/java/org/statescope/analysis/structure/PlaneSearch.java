package org.statescope.analysis.structure;

import java.util.PriorityQueue;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.NumericalRange;
import org.statescope.analysis.linalg.complex.ShiftedPencil;

/// Best-first branch and bound for the minimum over the complex plane of `f(λ) = σ_min([A − λI,
/// B])`.
///
/// f changes by no more than λ does, so a rectangle with centre c and half-diagonal h has `f ≥ f(c)
/// − h`. Outside the box that holds the numerical range of A, widened by the best value known, f
/// exceeds that value; A and B are real, so the upper half suffices.
final class PlaneSearch {
  private record Cell(double x, double y, double halfWidth, double halfHeight, double centre) {
    double bound() {
      return centre - Math.hypot(halfWidth, halfHeight);
    }
  }

  /// Relative difference below which two values are the same.
  private static final double SAME = 1e-12;

  private final ShiftedPencil.Evaluator pencil;
  private final LocalDescent descent;
  private final PriorityQueue<Cell> cells =
      new PriorityQueue<>((a, b) -> Double.compare(a.bound(), b.bound()));
  private double bestX;
  private double bestY;
  private double best = Double.POSITIVE_INFINITY;
  private double lower;
  private long evaluations;

  PlaneSearch(ShiftedPencil.Evaluator pencil) {
    this.pencil = pencil;
    descent = new LocalDescent(pencil);
  }

  double best() {
    return best;
  }

  double bestX() {
    return bestX;
  }

  double bestY() {
    return bestY;
  }

  /// What f is certainly not below anywhere, up to rounding.
  double lower() {
    return Math.max(0, Math.min(lower, best));
  }

  long evaluations() {
    return evaluations + descent.evaluations();
  }

  /// Tries a start: remembers its value and, when asked, where it leads.
  double tryPoint(double x, double y) {
    evaluations++;
    double value = pencil.smallestSingularValue(x, y);
    remember(x, y, value);
    return value;
  }

  void descendFrom(double x, double y) {
    descent.from(x, y);
    remember(descent.x(), descent.y(), descent.value());
  }

  /// Descends once more from the lowest point, and moves it onto the real axis if it is as low
  /// there.
  void polish() {
    double before = best;
    descent.from(bestX, bestY);
    descent.compass();
    if (descent.value() < before) {
      remember(descent.x(), descent.y(), descent.value());
    }
    if (bestY > 0 && tryPoint(bestX, 0) <= best * (1 + SAME)) {
      bestY = 0;
    }
  }

  private void remember(double x, double y, double value) {
    if (value < best) {
      best = value;
      bestX = x;
      bestY = Math.abs(y);
    }
  }

  /// Searches until the lower bound is within the relative gap of the best value, the best value is
  /// below the floor, or the evaluations are used up.
  void search(DMatrixRMaj a, double relativeGap, double floor, long budget) {
    double[] box = box(a);
    add(box[0], box[1], box[2], box[3]);
    long end = evaluations() + budget;
    while (best > floor && evaluations() < end) {
      Cell cell = cells.remove();
      lower = cell.bound();
      if (lower >= (1 - relativeGap) * best) {
        return;
      }
      split(cell);
    }
    lower = best > floor ? cells.element().bound() : 0;
  }

  private void split(Cell cell) {
    if (cell.halfWidth >= cell.halfHeight) {
      double third = cell.halfWidth / 3;
      cells.add(new Cell(cell.x, cell.y, third, cell.halfHeight, cell.centre));
      add(cell.x - 2 * third, cell.y, third, cell.halfHeight);
      add(cell.x + 2 * third, cell.y, third, cell.halfHeight);
    } else {
      double third = cell.halfHeight / 3;
      cells.add(new Cell(cell.x, cell.y, cell.halfWidth, third, cell.centre));
      add(cell.x, cell.y - 2 * third, cell.halfWidth, third);
      add(cell.x, cell.y + 2 * third, cell.halfWidth, third);
    }
  }

  private void add(double x, double y, double halfWidth, double halfHeight) {
    double known = best;
    double value = tryPoint(x, y);
    cells.add(new Cell(x, y, halfWidth, halfHeight, value));
    if (value < known) {
      descendFrom(x, y);
    }
  }

  /// Centre and half sides of the upper half of the box.
  private double[] box(DMatrixRMaj a) {
    NumericalRange range = NumericalRange.of(a);
    double left = range.left() - best;
    double right = range.right() + best;
    double top = range.top() + best;
    return new double[] {(left + right) / 2, top / 2, (right - left) / 2, top / 2};
  }
}
