package org.statescope.training.plain;

import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// Defines the gated norm: v = x SiLU(z), y = v / √(mean(v²) + ε) w, the mean over a group's
/// columns.
record PlainGatedNorm(Tensor x, Tensor z, Tensor w, int groups, double epsilon, Tensor y)
    implements Operation {
  @Override
  public void forward() {
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        y.set(r, c, gated(r, c) * inverseRms(r, c / width()) * w.get(0, c));
      }
    }
  }

  @Override
  public void backward() {
    Cells.begin(x);
    Cells.begin(z);
    Cells.begin(w);
    for (int r = 0; r < x.rows(); r++) {
      for (int group = 0; group < groups; group++) {
        backward(r, group);
      }
    }
  }

  private void backward(int r, int group) {
    double scale = inverseRms(r, group);
    double dScale = 0;
    for (int c = group * width(); c < (group + 1) * width(); c++) {
      dScale += y.gradientAt(r, c) * gated(r, c) * w.get(0, c);
    }
    for (int c = group * width(); c < (group + 1) * width(); c++) {
      double v = gated(r, c);
      double dy = y.gradientAt(r, c);
      double dv = dy * w.get(0, c) * scale - dScale * Math.pow(scale, 3) * v / width();
      Cells.add(w, 0, c, dy * v * scale);
      Cells.add(x, r, c, dv * Cells.silu(z.get(r, c)));
      Cells.add(z, r, c, dv * x.get(r, c) * Cells.siluSlope(z.get(r, c)));
    }
  }

  private int width() {
    return x.columns() / groups;
  }

  private double gated(int r, int c) {
    return x.get(r, c) * Cells.silu(z.get(r, c));
  }

  private double inverseRms(int r, int group) {
    double squares = 0;
    for (int c = group * width(); c < (group + 1) * width(); c++) {
      squares += gated(r, c) * gated(r, c);
    }
    return 1 / Math.sqrt(squares / width() + epsilon);
  }
}
