package org.statescope.training.gpu;

/// How many groups of lanes run a kernel, in three directions, and how many lanes a group has.
record Grid(int groups, int groupsY, int groupsZ, int lanes) {
  private static final int LANES = 256;

  Grid {
    if (groups < 1 || groupsY < 1 || groupsZ < 1 || lanes < 1) {
      throw new IllegalArgumentException(
          "a grid of %d × %d × %d groups of %d lanes is empty"
              .formatted(groups, groupsY, groupsZ, lanes));
    }
  }

  /// One lane per value.
  static Grid of(long values) {
    return new Grid(Math.toIntExact(Math.ceilDiv(Math.max(values, 1), LANES)), 1, 1, LANES);
  }

  static Grid of(int groups, int lanes) {
    return new Grid(groups, 1, 1, lanes);
  }

  static Grid of(int groups, int groupsY, int lanes) {
    return new Grid(groups, groupsY, 1, lanes);
  }
}
