package org.statescope.app.plot;

/// A read-only sequence of finite points with ascending x. What is not finite is left out, and
/// counted, by whoever collects the points: nothing downstream checks again.
public interface Points {
  int size();

  double x(int index);

  double y(int index);

  /// The points of two columns of equal length, which must not change afterwards.
  static Points of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("x has " + x.length + " values but y has " + y.length);
    }
    return new Points() {
      @Override
      public int size() {
        return x.length;
      }

      @Override
      public double x(int index) {
        return x[index];
      }

      @Override
      public double y(int index) {
        return y[index];
      }
    };
  }

  /// The index of the last point with x at or before `wanted`, −1 when there is none.
  default int floorIndex(double wanted) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (x(middle) <= wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
