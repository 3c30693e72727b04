package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// Where a Mamba-2 recurrence keeps its intermediate results in the shared scratch memory.
final class HeadScratch {
  private final Scratch scratch;
  private long size;

  final long dots;
  final long pairs;
  final long weighted;
  final long carried;
  final long scaled;
  final long pairGradients;
  final long dotGradients;
  final long stateGradients;
  final long decayParts;
  final long decays;
  final long weightedGradients;
  final long sumGradients;
  final long stepGradients;
  final long ends;
  final long feeds;
  final long rateParts;
  final long biasParts;
  final long feedParts;

  HeadScratch(Scratch scratch, HeadSizes sizes) {
    this.scratch = scratch;
    long perToken = sizes.rows() * sizes.channels();
    long perHead = sizes.rows() * sizes.heads();
    long perChunk = (long) sizes.allChunks() * sizes.heads();
    dots = take(sizes.pairs(sizes.groups()));
    pairs = take(sizes.pairs(sizes.heads()));
    weighted = take(perToken);
    carried = take(perToken);
    scaled = take(perToken);
    pairGradients = take(sizes.pairs(sizes.heads()));
    dotGradients = take(sizes.pairs(sizes.groups()));
    stateGradients = take(sizes.states());
    decayParts = take(sizes.states());
    decays = take(perChunk);
    weightedGradients = take(perToken);
    sumGradients = take(perHead);
    stepGradients = take(perHead);
    ends = take(perHead);
    feeds = take(perHead);
    rateParts = take(perChunk);
    biasParts = take(perChunk);
    feedParts = take(perChunk);
    scratch.need(size);
  }

  private long take(long values) {
    long at = size;
    size += values;
    return at;
  }

  MemorySegment at(long place) {
    return scratch.from(place);
  }
}
