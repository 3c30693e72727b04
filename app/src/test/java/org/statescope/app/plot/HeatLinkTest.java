package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jfree.data.Range;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Heat maps whose columns stand for different numbers of channels show the same channels.
class HeatLinkTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void aColumnReachesOverAllOfItsChannels(int channelsOfColumn) {
    int column = 3;
    double first = column * channelsOfColumn;
    Range channels = new Range(first - 0.5, first + channelsOfColumn - 0.5);
    Range columns = new Range(column - 0.5, column + 0.5);
    assertSame(channels, HeatLink.channels(columns, channelsOfColumn));
    assertSame(columns, HeatLink.columns(channels, channelsOfColumn));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void aPartOfAColumnIsAsManyOfItsChannels(int channelsOfColumn) {
    Range columns = new Range(0.25, 5.75);
    assertSame(
        columns, HeatLink.columns(HeatLink.channels(columns, channelsOfColumn), channelsOfColumn));
  }

  private static void assertSame(Range expected, Range range) {
    assertEquals(expected.getLowerBound(), range.getLowerBound(), 1e-12);
    assertEquals(expected.getUpperBound(), range.getUpperBound(), 1e-12);
  }
}
