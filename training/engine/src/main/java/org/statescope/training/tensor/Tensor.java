package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of values in off-heap memory and, beside them, rows of their gradient.
///
/// A tensor may be a view of some columns of another ([#columns]); then its rows are further apart
/// than they are long. The memory exists once the [Tape] that made the tensor is sealed.
public final class Tensor {
  private final String name;
  private final Shape shape;
  private final Backend backend;
  private final @Nullable Tensor whole;
  private final int firstColumn;
  private final List<Tensor> views = new ArrayList<>();
  private @Nullable MemorySegment data;
  private @Nullable MemorySegment gradient;
  private boolean gradientWritten;
  private boolean parameter;

  Tensor(String name, Shape shape, Backend backend) {
    this(name, shape, backend, null, 0);
  }

  private Tensor(
      String name, Shape shape, Backend backend, @Nullable Tensor whole, int firstColumn) {
    this.name = name;
    this.shape = shape;
    this.backend = backend;
    this.whole = whole;
    this.firstColumn = firstColumn;
  }

  /// The columns `from` (inclusive) to `to` (exclusive) as a view of the same memory; the same
  /// columns are the same view. Different views of one tensor must not overlap and, where it is
  /// differentiated, must together cover it.
  public Tensor columns(int from, int to) {
    if (from < 0 || to > columns() || from >= to) {
      throw new IllegalArgumentException(
          "columns %d to %d do not exist in %s of shape %s".formatted(from, to, name, shape));
    }
    Tensor owner = owner();
    int first = firstColumn + from;
    for (Tensor view : owner.views) {
      if (view.firstColumn == first && view.columns() == to - from) {
        return view;
      }
    }
    String label = "%s[%d:%d]".formatted(owner.name, first, first + to - from);
    Tensor view = new Tensor(label, shape.withColumns(to - from), backend, owner, first);
    owner.views.add(view);
    return view;
  }

  public String name() {
    return name;
  }

  public Shape shape() {
    return shape;
  }

  public Precision precision() {
    return backend.precision();
  }

  public int rows() {
    return shape.rows();
  }

  public int columns() {
    return shape.columns();
  }

  /// Whether only the optimiser and whoever writes into it change this tensor; a step computes all
  /// others anew.
  public boolean isParameter() {
    return parameter;
  }

  /// Values between the starts of two neighbouring rows.
  public int rowStride() {
    return owner().columns();
  }

  /// The values, starting with the first of this tensor; row r starts at value `r * rowStride()`.
  public MemorySegment data() {
    if (data == null) {
      data = view(bound(owner().data));
    }
    return data;
  }

  /// The gradient of the loss with respect to the values, laid out like them.
  public MemorySegment gradient() {
    if (gradient == null) {
      gradient = view(bound(owner().gradient));
    }
    return gradient;
  }

  /// Whether an operation that contributes to this gradient must add to what is there. The first to
  /// ask in a backward pass is told to overwrite, every later one to add: so the gradients of a
  /// tensor used twice are summed, and none needs to be set to zero first.
  public boolean claimGradient() {
    boolean add = gradientWritten;
    gradientWritten = true;
    return add;
  }

  /// The value at `row`, `column`; for tests and read-outs, not for kernels.
  public double get(int row, int column) {
    return get(data(), row, column);
  }

  /// The gradient at `row`, `column`.
  public double gradientAt(int row, int column) {
    return get(gradient(), row, column);
  }

  /// Sets the value at `row`, `column`.
  public void set(int row, int column, double value) {
    set(data(), row, column, value);
  }

  /// Sets all values, row by row; the way to write many of them to a device.
  public void setValues(double[] values) {
    if (whole != null || values.length != shape.count()) {
      throw new IllegalArgumentException(
          "%d values cannot be written into %s".formatted(values.length, this));
    }
    MemorySegment target = data();
    if (!backend.sharesMemoryWithJava()) {
      target = MemorySegment.ofArray(new byte[values.length * precision().bytes()]);
    }
    for (int i = 0; i < values.length; i++) {
      precision().set(target, i, values[i]);
    }
    if (!backend.sharesMemoryWithJava()) {
      backend.write(target, data());
    }
  }

  /// Sets the gradient at `row`, `column`.
  public void setGradient(int row, int column, double value) {
    set(gradient(), row, column, value);
  }

  /// A copy of all values, row by row; the way to read many of them from a device.
  public double[] values() {
    return copy(data());
  }

  /// A copy of all gradients, row by row.
  public double[] gradients() {
    return copy(gradient());
  }

  private double[] copy(MemorySegment memory) {
    MemorySegment source = memory;
    if (!backend.sharesMemoryWithJava()) {
      long span = (long) (rows() - 1) * rowStride() + columns();
      source = MemorySegment.ofArray(new byte[Math.toIntExact(span * precision().bytes())]);
      backend.read(memory, source);
    }
    double[] values = new double[Math.toIntExact(shape.count())];
    for (int i = 0; i < values.length; i++) {
      long at = (long) (i / columns()) * rowStride() + i % columns();
      values[i] = precision().get(source, at);
    }
    return values;
  }

  private void set(MemorySegment memory, int row, int column, double value) {
    long index = (long) row * rowStride() + column;
    if (backend.sharesMemoryWithJava()) {
      precision().set(memory, index, value);
      return;
    }
    MemorySegment one = MemorySegment.ofArray(new byte[precision().bytes()]);
    precision().set(one, 0, value);
    backend.write(one, memory.asSlice(index * precision().bytes(), precision().bytes()));
  }

  private double get(MemorySegment memory, int row, int column) {
    long index = (long) row * rowStride() + column;
    if (backend.sharesMemoryWithJava()) {
      return precision().get(memory, index);
    }
    MemorySegment one = MemorySegment.ofArray(new byte[precision().bytes()]);
    backend.read(memory.asSlice(index * precision().bytes(), precision().bytes()), one);
    return precision().get(one, 0);
  }

  void makeParameter() {
    parameter = true;
  }

  void bindData(MemorySegment memory) {
    data = memory;
  }

  void bindGradient(MemorySegment memory) {
    gradient = memory;
  }

  void forgetGradient() {
    gradientWritten = false;
  }

  /// Makes every operation add to this gradient and to those of its views.
  void keepGradient() {
    gradientWritten = true;
    for (Tensor view : views) {
      view.gradientWritten = true;
    }
  }

  Tensor owner() {
    return whole == null ? this : whole;
  }

  private MemorySegment view(MemorySegment memory) {
    return memory.asSlice((long) firstColumn * precision().bytes());
  }

  private MemorySegment bound(@Nullable MemorySegment memory) {
    if (memory == null) {
      throw new IllegalStateException(
          "%s has no memory yet: its tape is not sealed".formatted(name));
    }
    return memory;
  }

  @Override
  public String toString() {
    return name + " " + shape;
  }
}
