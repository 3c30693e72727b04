package org.statescope.training.plain;

import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Defines the operations without recurrence, as loops over cells.
final class PlainOperations {
  private PlainOperations() {}

  static Operation operation(Runnable forward, Runnable backward) {
    return new Operation() {
      @Override
      public void forward() {
        forward.run();
      }

      @Override
      public void backward() {
        backward.run();
      }
    };
  }

  /// The same of factors rounded to bfloat16.
  static Operation roundedLinear(Tensor x, Tensor w, Tensor y) {
    return operation(
        () -> {
          for (int r = 0; r < x.rows(); r++) {
            for (int o = 0; o < y.columns(); o++) {
              double sum = 0;
              for (int i = 0; i < x.columns(); i++) {
                sum += Bfloat16.get(x, r, i) * Bfloat16.get(w, o, i);
              }
              y.set(r, o, sum);
            }
          }
        },
        () -> {
          Cells.begin(x);
          Cells.begin(w);
          for (int r = 0; r < x.rows(); r++) {
            for (int o = 0; o < y.columns(); o++) {
              double gradient = Bfloat16.gradientAt(y, r, o);
              for (int i = 0; i < x.columns(); i++) {
                Cells.add(x, r, i, gradient * Bfloat16.get(w, o, i));
                Cells.add(w, o, i, gradient * Bfloat16.get(x, r, i));
              }
            }
          }
        });
  }

  static Operation linear(Tensor x, Tensor w, Tensor y) {
    return operation(
        () -> {
          for (int r = 0; r < x.rows(); r++) {
            for (int o = 0; o < y.columns(); o++) {
              double sum = 0;
              for (int i = 0; i < x.columns(); i++) {
                sum += x.get(r, i) * w.get(o, i);
              }
              y.set(r, o, sum);
            }
          }
        },
        () -> {
          Cells.begin(x);
          Cells.begin(w);
          for (int r = 0; r < x.rows(); r++) {
            for (int o = 0; o < y.columns(); o++) {
              for (int i = 0; i < x.columns(); i++) {
                Cells.add(x, r, i, y.gradientAt(r, o) * w.get(o, i));
                Cells.add(w, o, i, y.gradientAt(r, o) * x.get(r, i));
              }
            }
          }
        });
  }

  static Operation embedding(Tokens tokens, Tensor table, Tensor y) {
    return operation(
        () -> {
          for (int r = 0; r < y.rows(); r++) {
            for (int c = 0; c < y.columns(); c++) {
              y.set(r, c, table.get(tokens.inputs()[r], c));
            }
          }
        },
        () -> {
          Cells.begin(table);
          for (int r = 0; r < y.rows(); r++) {
            for (int c = 0; c < y.columns(); c++) {
              Cells.add(table, tokens.inputs()[r], c, y.gradientAt(r, c));
            }
          }
        });
  }

  static Operation add(Tensor left, Tensor right, Tensor y) {
    return operation(
        () -> {
          for (int r = 0; r < y.rows(); r++) {
            for (int c = 0; c < y.columns(); c++) {
              y.set(r, c, left.get(r, c) + right.get(r, c));
            }
          }
        },
        () -> {
          Cells.begin(left);
          Cells.begin(right);
          for (int r = 0; r < y.rows(); r++) {
            for (int c = 0; c < y.columns(); c++) {
              Cells.add(left, r, c, y.gradientAt(r, c));
              Cells.add(right, r, c, y.gradientAt(r, c));
            }
          }
        });
  }

  static Operation rmsNorm(Tensor x, Tensor w, double epsilon, Tensor y) {
    return operation(
        () -> {
          for (int r = 0; r < x.rows(); r++) {
            double scale = inverseRms(x, r, epsilon);
            for (int c = 0; c < x.columns(); c++) {
              y.set(r, c, x.get(r, c) * scale * w.get(0, c));
            }
          }
        },
        () -> {
          Cells.begin(x);
          Cells.begin(w);
          for (int r = 0; r < x.rows(); r++) {
            double scale = inverseRms(x, r, epsilon);
            double dScale = 0;
            for (int c = 0; c < x.columns(); c++) {
              dScale += y.gradientAt(r, c) * x.get(r, c) * w.get(0, c);
            }
            for (int c = 0; c < x.columns(); c++) {
              double dy = y.gradientAt(r, c);
              Cells.add(w, 0, c, dy * x.get(r, c) * scale);
              Cells.add(
                  x,
                  r,
                  c,
                  dy * w.get(0, c) * scale
                      - dScale * Math.pow(scale, 3) * x.get(r, c) / x.columns());
            }
          }
        });
  }

  private static double inverseRms(Tensor x, int row, double epsilon) {
    double squares = 0;
    for (int c = 0; c < x.columns(); c++) {
      squares += x.get(row, c) * x.get(row, c);
    }
    return 1 / Math.sqrt(squares / x.columns() + epsilon);
  }

  static Operation convolution(int batch, Tensor x, Tensor w, Tensor bias, Tensor y) {
    return operation(
        () -> {
          for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.columns(); c++) {
              y.set(r, c, Cells.silu(convolved(batch, x, w, bias, r, c)));
            }
          }
        },
        () -> {
          Cells.begin(x);
          Cells.begin(w);
          Cells.begin(bias);
          for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.columns(); c++) {
              double g = y.gradientAt(r, c) * Cells.siluSlope(convolved(batch, x, w, bias, r, c));
              Cells.add(bias, 0, c, g);
              for (int k = 0; k < w.columns(); k++) {
                int back = w.columns() - 1 - k;
                if (r % (x.rows() / batch) >= back) {
                  Cells.add(w, c, k, g * x.get(r - back, c));
                  Cells.add(x, r - back, c, g * w.get(c, k));
                }
              }
            }
          }
        });
  }

  private static double convolved(int batch, Tensor x, Tensor w, Tensor bias, int row, int c) {
    double sum = bias.get(0, c);
    for (int k = 0; k < w.columns(); k++) {
      int back = w.columns() - 1 - k;
      if (row % (x.rows() / batch) >= back) {
        sum += w.get(c, k) * x.get(row - back, c);
      }
    }
    return sum;
  }

  static Operation negativeExponential(Tensor x, Tensor y) {
    return operation(
        () -> Cells.map(x, y, value -> -Math.exp(value)),
        () -> {
          Cells.begin(x);
          for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.columns(); c++) {
              Cells.add(x, r, c, -y.gradientAt(r, c) * Math.exp(x.get(r, c)));
            }
          }
        });
  }

  static Operation negativeSoftplus(Tensor x, double margin, Tensor y) {
    return operation(
        () -> Cells.map(x, y, value -> -(margin + Cells.softplus(value))),
        () -> {
          Cells.begin(x);
          for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < x.columns(); c++) {
              Cells.add(x, r, c, -y.gradientAt(r, c) * Cells.softplusSlope(x.get(r, c)));
            }
          }
        });
  }

  static LossOperation crossEntropy(Tokens tokens, Tensor logits) {
    return new LossOperation() {
      private double loss;

      @Override
      public double loss() {
        return loss;
      }

      @Override
      public void forward() {
        loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
          loss += (logSum(r) - logits.get(r, tokens.targets()[r])) / logits.rows();
        }
      }

      @Override
      public void backward() {
        logits.claimGradient();
        for (int r = 0; r < logits.rows(); r++) {
          double logSum = logSum(r);
          for (int c = 0; c < logits.columns(); c++) {
            double hit = c == tokens.targets()[r] ? 1 : 0;
            Cells.set(logits, r, c, (Math.exp(logits.get(r, c) - logSum) - hit) / logits.rows());
          }
        }
      }

      private double logSum(int r) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logits.columns(); c++) {
          largest = Math.max(largest, logits.get(r, c));
        }
        double sum = 0;
        for (int c = 0; c < logits.columns(); c++) {
          sum += Math.exp(logits.get(r, c) - largest);
        }
        return largest + Math.log(sum);
      }
    };
  }
}
