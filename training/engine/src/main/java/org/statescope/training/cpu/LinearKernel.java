package org.statescope.training.cpu;

import java.util.ArrayList;
import java.util.List;
import org.statescope.training.cpu.Blas.Place;
import org.statescope.training.cpu.Blas.Product;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Tensor;

/// Y = X Wᵀ by OpenBLAS, divided into one product per thread: by rows of X for Y and dX, by outputs
/// for dW.
final class LinearKernel implements Operation {
  private final WorkPool pool;
  private final GemmClock clock;
  private final Tensor input;
  private final Tensor weight;
  private final Tensor output;
  private final List<Product> forward = new ArrayList<>();
  private final List<Product> inputGradient = new ArrayList<>();
  private final List<Product> weightGradient = new ArrayList<>();
  private final WorkPool.Task forwardTask = index -> forward.get(index).run(false);
  private final WorkPool.Task inputTask = index -> inputGradient.get(index).run(this.addInput);
  private final WorkPool.Task weightTask = index -> weightGradient.get(index).run(this.addWeight);
  private boolean addInput;
  private boolean addWeight;

  LinearKernel(WorkPool pool, GemmClock clock, Tensor input, Tensor weight, Tensor output) {
    if (weight.columns() != input.columns()
        || weight.rows() != output.columns()
        || input.rows() != output.rows()) {
      throw new IllegalArgumentException(
          "%s times the transpose of %s does not give %s".formatted(input, weight, output));
    }
    this.pool = pool;
    this.clock = clock;
    this.input = input;
    this.weight = weight;
    this.output = output;
  }

  @Override
  public void forward() {
    if (forward.isEmpty()) {
      bind();
    }
    long start = System.nanoTime();
    pool.run(forward.size(), forwardTask);
    clock.add(start);
  }

  @Override
  public void backward() {
    addInput = input.claimGradient();
    addWeight = weight.claimGradient();
    long start = System.nanoTime();
    pool.run(inputGradient.size(), inputTask);
    pool.run(weightGradient.size(), weightTask);
    clock.add(start);
  }

  private void bind() {
    int rows = input.rows();
    int in = input.columns();
    int out = output.columns();
    int leadingX = input.rowStride();
    int leadingY = output.rowStride();
    Place w = new Place(weight.data(), 0);
    int rowParts = Math.min(pool.threads(), rows);
    for (int part = 0; part < rowParts; part++) {
      int from = WorkPool.start(rows, rowParts, part);
      int count = WorkPool.start(rows, rowParts, part + 1) - from;
      Place x = new Place(input.data(), (long) from * leadingX);
      Place y = new Place(output.data(), (long) from * leadingY);
      Place dx = new Place(input.gradient(), (long) from * leadingX);
      Place dy = new Place(output.gradient(), (long) from * leadingY);
      forward.add(new Product(true, false, out, count, in, w, in, x, leadingX, y, leadingY));
      inputGradient.add(
          new Product(false, false, in, count, out, w, in, dy, leadingY, dx, leadingX));
    }
    Place x = new Place(input.data(), 0);
    int outParts = Math.min(pool.threads(), out);
    for (int part = 0; part < outParts; part++) {
      int from = WorkPool.start(out, outParts, part);
      int count = WorkPool.start(out, outParts, part + 1) - from;
      Place dy = new Place(output.gradient(), from);
      Place dw = new Place(weight.gradient(), (long) from * in);
      weightGradient.add(
          new Product(false, true, in, count, rows, x, leadingX, dy, leadingY, dw, in));
    }
  }
}
