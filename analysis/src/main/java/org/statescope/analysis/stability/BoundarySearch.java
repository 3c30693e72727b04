package org.statescope.analysis.stability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;

/// The minimum of a function with Lipschitz constant 1 on an interval, by best-first branch and
/// bound: an interval with centre c and half-width h has `f ≥ f(c) − h`.
final class BoundarySearch {
  private static final double ACCURACY = 1e-10;
  private static final double FIRST_STEP = 1e-3;
  private static final int DESCENTS = 8;

  private record Piece(double centre, double half, double value) {
    double bound() {
      return value - half;
    }
  }

  private final LineSearch line;
  private final double from;
  private final double to;
  private double lower;

  BoundarySearch(DoubleUnaryOperator function, double from, double to) {
    line = new LineSearch(function, from, to);
    this.from = from;
    this.to = to;
  }

  double best() {
    return line.best();
  }

  double bestAt() {
    return line.bestAt();
  }

  double lower() {
    return Math.clamp(lower, 0, best());
  }

  long evaluations() {
    return line.evaluations();
  }

  /// Searches from the starts, then everywhere, until the bounds agree to the relative gap, the
  /// best value is at the floor, or the evaluations are used up.
  void search(List<Double> starts, double relativeGap, double floor, long budget) {
    descend(starts);
    PriorityQueue<Piece> pieces =
        new PriorityQueue<>((a, b) -> Double.compare(a.bound(), b.bound()));
    add(pieces, (from + to) / 2, (to - from) / 2);
    long end = evaluations() + budget;
    while (best() > floor && evaluations() < end) {
      Piece piece = pieces.remove();
      lower = piece.bound();
      if (lower >= (1 - relativeGap) * best()) {
        return;
      }
      double third = piece.half() / 3;
      pieces.add(new Piece(piece.centre(), third, piece.value()));
      add(pieces, piece.centre() - 2 * third, third);
      add(pieces, piece.centre() + 2 * third, third);
    }
    lower = best() > floor ? pieces.element().bound() : 0;
  }

  /// Whether the function is certainly at or above a level on the whole interval, within so many
  /// evaluations.
  boolean isAbove(double level, long budget) {
    Deque<Piece> open = new ArrayDeque<>();
    double middle = (from + to) / 2;
    open.push(new Piece(middle, (to - from) / 2, line.at(middle)));
    long end = evaluations() + budget;
    while (!open.isEmpty()) {
      Piece piece = open.pop();
      if (piece.bound() >= level) {
        continue;
      }
      if (piece.value() < level || evaluations() >= end) {
        return false;
      }
      double third = piece.half() / 3;
      open.push(new Piece(piece.centre(), third, piece.value()));
      for (double centre : new double[] {piece.centre() - 2 * third, piece.centre() + 2 * third}) {
        open.push(new Piece(centre, third, line.at(centre)));
      }
    }
    return true;
  }

  private void add(PriorityQueue<Piece> pieces, double centre, double half) {
    double known = best();
    double value = line.at(centre);
    pieces.add(new Piece(centre, half, value));
    if (value < known) {
      line.descend(centre, Math.max(value, half * FIRST_STEP), ACCURACY);
    }
  }

  private void descend(List<Double> starts) {
    record Start(double at, double value) {}
    List<Start> ranked = new ArrayList<>();
    for (double start : starts) {
      double inside = Math.clamp(start, from, to);
      ranked.add(new Start(inside, line.at(inside)));
    }
    ranked.sort((a, b) -> Double.compare(a.value(), b.value()));
    for (Start start : ranked.subList(0, Math.min(DESCENTS, ranked.size()))) {
      if (start.value() > 0) {
        line.descend(start.at(), start.value(), ACCURACY);
      }
    }
  }
}
