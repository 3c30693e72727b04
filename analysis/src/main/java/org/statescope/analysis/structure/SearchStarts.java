package org.statescope.analysis.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Eigenvalues;
import org.statescope.analysis.linalg.Products;

/// Where the descents of [StructuralDistance] begin: the poles, the poles of random feedbacks (an
/// uncontrollable mode stays where it is under every feedback, a nearly uncontrollable one nearly),
/// and the lowest points of two coarse grids, one over the region of the poles and one in polar
/// coordinates over six decades, because the minimum for a companion matrix often lies outside the
/// spectrum.
final class SearchStarts {
  private static final int FEEDBACKS = 4;
  private static final int DESCENTS_PER_SOURCE = 10;
  private static final int RADII = 48;
  private static final int ANGLES = 9;
  private static final double DECADES = 3;
  private static final int COLUMNS = 25;
  private static final int ROWS = 9;
  private static final double WIDENING = 0.5;

  private record Start(double x, double y, double value) {}

  private final PlaneSearch search;
  private final double floor;

  SearchStarts(PlaneSearch search, double floor) {
    this.search = search;
    this.floor = floor;
  }

  /// Descends from all of them, until a value at the floor is found.
  void descend(DMatrixRMaj a, DMatrixRMaj b) {
    Eigenvalues poles = Eigenvalues.of(a);
    List<Start> starts = new ArrayList<>();
    addEigenvalues(starts, poles);
    addFeedbacks(starts, a, b);
    follow(starts);
    follow(polarGrid(poles));
    follow(cartesianGrid(poles));
  }

  private void follow(List<Start> starts) {
    starts.sort(Comparator.comparingDouble(Start::value));
    int descents = 0;
    for (Start start : starts) {
      if (search.best() <= floor || descents == DESCENTS_PER_SOURCE) {
        return;
      }
      search.descendFrom(start.x(), start.y());
      if (start.y() == 0) {
        // on the real axis the function is stationary across it: a descent from there never leaves
        // it
        search.descendFrom(start.x(), start.value() / 2);
      }
      descents++;
    }
  }

  private Start at(double x, double y) {
    return new Start(x, y, search.tryPoint(x, y));
  }

  private void addEigenvalues(List<Start> starts, Eigenvalues values) {
    for (int i = 0; i < values.count(); i++) {
      if (values.imaginary()[i] >= 0) {
        starts.add(at(values.real()[i], values.imaginary()[i]));
      }
    }
  }

  private void addFeedbacks(List<Start> starts, DMatrixRMaj a, DMatrixRMaj b) {
    double size = Products.frobenius(b);
    if (size == 0) {
      return;
    }
    Random random = new Random(a.numRows);
    double scale = Products.frobenius(a) / size / Math.sqrt(a.numRows);
    for (int trial = 0; trial < FEEDBACKS; trial++) {
      DMatrixRMaj feedback = new DMatrixRMaj(b.numCols, a.numCols);
      for (int i = 0; i < feedback.getNumElements(); i++) {
        feedback.data[i] = scale * random.nextGaussian();
      }
      DMatrixRMaj closed = Products.times(b, feedback);
      for (int i = 0; i < closed.getNumElements(); i++) {
        closed.data[i] += a.data[i];
      }
      addEigenvalues(starts, Eigenvalues.of(closed));
    }
  }

  private List<Start> polarGrid(Eigenvalues poles) {
    double[] moduli = new double[poles.count()];
    for (int i = 0; i < moduli.length; i++) {
      moduli[i] = Math.hypot(poles.real()[i], poles.imaginary()[i]);
    }
    Arrays.sort(moduli);
    double middle = moduli[moduli.length / 2] > 0 ? moduli[moduli.length / 2] : 1;
    Start[][] grid = new Start[RADII][ANGLES];
    for (int i = 0; i < RADII; i++) {
      double radius = middle * Math.pow(10, DECADES * (2.0 * i / (RADII - 1) - 1));
      for (int j = 0; j < ANGLES; j++) {
        double angle = Math.PI * j / (ANGLES - 1);
        boolean real = j == 0 || j == ANGLES - 1;
        grid[i][j] = at(radius * Math.cos(angle), real ? 0 : radius * Math.sin(angle));
      }
    }
    return localMinima(grid);
  }

  private List<Start> cartesianGrid(Eigenvalues poles) {
    double left = Arrays.stream(poles.real()).min().orElse(0);
    double right = Arrays.stream(poles.real()).max().orElse(0);
    double top = Arrays.stream(poles.imaginary()).max().orElse(0);
    double extent = Math.max(right - left, top);
    double margin = WIDENING * (extent > 0 ? extent : Math.max(1, Math.abs(left)));
    Start[][] grid = new Start[COLUMNS][ROWS];
    for (int i = 0; i < COLUMNS; i++) {
      double x = left - margin + (right - left + 2 * margin) * i / (COLUMNS - 1);
      for (int j = 0; j < ROWS; j++) {
        grid[i][j] = at(x, (top + margin) * j / (ROWS - 1));
      }
    }
    return localMinima(grid);
  }

  private static List<Start> localMinima(Start[][] grid) {
    List<Start> minima = new ArrayList<>();
    for (int i = 0; i < grid.length; i++) {
      for (int j = 0; j < grid[i].length; j++) {
        double value = grid[i][j].value();
        boolean lowest =
            (i == 0 || value <= grid[i - 1][j].value())
                && (i + 1 == grid.length || value <= grid[i + 1][j].value())
                && (j == 0 || value <= grid[i][j - 1].value())
                && (j + 1 == grid[i].length || value <= grid[i][j + 1].value());
        if (lowest) {
          minima.add(grid[i][j]);
        }
      }
    }
    return minima;
  }
}
