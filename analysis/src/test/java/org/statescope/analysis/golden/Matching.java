package org.statescope.analysis.golden;

import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.lti.Complex;

/// Pairs two sets of complex numbers so that the largest distance in a pair is least.
public final class Matching {
  private Matching() {}

  /// The distances of the best pairing, in the order of the first list.
  public static double[] distances(List<Complex> first, List<Complex> second) {
    int n = first.size();
    if (n != second.size()) {
      throw new IllegalArgumentException(n + " numbers cannot be paired with " + second.size());
    }
    List<Double> limits = new ArrayList<>();
    for (Complex x : first) {
      for (Complex y : second) {
        limits.add(x.distanceTo(y));
      }
    }
    limits.sort(null);
    int low = 0;
    int high = limits.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (pair(first, second, limits.get(middle)) != null) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double[] distances = new double[n];
    int[] partner = n == 0 ? new int[0] : pair(first, second, limits.get(low));
    for (int j = 0; j < n; j++) {
      distances[partner[j]] = first.get(partner[j]).distanceTo(second.get(j));
    }
    return distances;
  }

  /// For each of the second list its partner, if all can be paired within the limit.
  private static int[] pair(List<Complex> first, List<Complex> second, double limit) {
    int[] partner = new int[second.size()];
    java.util.Arrays.fill(partner, -1);
    for (int i = 0; i < first.size(); i++) {
      if (!augment(i, first, second, limit, partner, new boolean[second.size()])) {
        return null;
      }
    }
    return partner;
  }

  private static boolean augment(
      int i,
      List<Complex> first,
      List<Complex> second,
      double limit,
      int[] partner,
      boolean[] seen) {
    for (int j = 0; j < second.size(); j++) {
      if (!seen[j] && first.get(i).distanceTo(second.get(j)) <= limit) {
        seen[j] = true;
        if (partner[j] < 0 || augment(partner[j], first, second, limit, partner, seen)) {
          partner[j] = i;
          return true;
        }
      }
    }
    return false;
  }
}
