package org.statescope.app.plot;

import java.util.List;

/// A band with its points, computed in the background.
///
/// @param meanCurve the mean as a curve, for read-outs
record ReadyBand(SeedBand band, BandPoints points, Curve meanCurve) {

  /// @param smoothed the curves of the plot, the band's members among them
  static ReadyBand of(SeedBand band, List<Prepared.Smoothed> smoothed) {
    List<Points> members =
        band.members().stream()
            .map(
                member ->
                    smoothed.stream()
                        .filter(each -> each.curve() == member)
                        .map(Prepared.Smoothed::points)
                        .findFirst()
                        .orElse(member.points()))
            .toList();
    BandPoints points = BandPoints.of(members, band.spread());
    Curve first = band.members().getFirst();
    Curve mean =
        new Curve(
            band.label(),
            first.quantity(),
            band.colour(),
            first.style(),
            points.mean(),
            0,
            first.position());
    return new ReadyBand(band, points, mean);
  }

  boolean isOver(Curve curve) {
    return band.members().stream().anyMatch(member -> member == curve);
  }
}
