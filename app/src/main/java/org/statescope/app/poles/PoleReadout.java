package org.statescope.app.poles;

import java.util.OptionalDouble;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.PoleProperties;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.dynamics.LayerDynamics;

/// What a pole is and means, read from its snapshot.
///
/// @param run the run
/// @param step the snapshot's step
/// @param layer layer, from 0
/// @param channel channel whose step size the pole is frozen at
/// @param sharedBy how many channels share this pole, 1 for a pole of one channel
/// @param state index of the state, or of the pole where states and poles do not correspond
/// @param s the pole in continuous time, with damping and natural frequency
/// @param z the pole frozen at the channel's median step
/// @param memoryInTokens tokens until its motion has decayed by e; infinite where it does not
/// @param stepSizes the quantiles of Δ at this channel
/// @param stabilityMargin −max Re λ of the pole's system
/// @param gramianCondition condition of the controllability Gramian of the pole's system
/// @param moved how far s has moved since the run's first snapshot
/// @param fromCheckpoint whether it is of a checkpoint, whose step is implied and not measured
public record PoleReadout(
    ShownRun run,
    long step,
    int layer,
    int channel,
    int sharedBy,
    int state,
    PoleProperties s,
    Complex z,
    double memoryInTokens,
    double[] stepSizes,
    OptionalDouble stabilityMargin,
    OptionalDouble gramianCondition,
    OptionalDouble moved,
    boolean fromCheckpoint) {

  /// @param frames a run whose frame now has a finite pole at this index
  static PoleReadout of(RunFrames frames, int pole) {
    PoleFrame now = frames.now().orElseThrow();
    PoleLayout layout = now.layout();
    LayerDynamics layer = now.layer(layout.layerOf(pole));
    int system = layout.systemOf(pole);
    int channel = now.channelOf(pole);
    double[] stepSizes = new double[LayerDynamics.quantiles().length];
    for (int i = 0; i < stepSizes.length; i++) {
      stepSizes[i] = layer.stepSize(channel, i);
    }
    Complex s = new Complex(now.sReal()[pole], now.sImaginary()[pole]);
    OptionalDouble moved =
        frames.first().stream()
            .filter(first -> first.layout().equals(layout))
            .mapToDouble(
                first -> s.distanceTo(new Complex(first.sReal()[pole], first.sImaginary()[pole])))
            .filter(Double::isFinite)
            .findFirst();
    return new PoleReadout(
        frames.run(),
        now.step(),
        layer.layer(),
        channel,
        layer.channels() / layer.systems(),
        layout.stateOf(pole),
        PoleProperties.of(s, new Continuous()),
        new Complex(now.zReal()[pole], now.zImaginary()[pole]),
        FrozenPole.memoryInTokens(now.zReal()[pole], now.zImaginary()[pole]),
        stepSizes,
        layer.stabilityMargin(system),
        layer.controllabilityGramianCondition(system),
        moved,
        now.network().isPresent());
  }

  public boolean isStable() {
    return s.pole().real() < 0;
  }
}
