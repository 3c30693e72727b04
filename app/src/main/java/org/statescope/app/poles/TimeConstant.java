package org.statescope.app.poles;

/// How long the motion of a pole lasts: until it has decayed by e, infinite where it does not.
public enum TimeConstant {
  /// −1 / ln |z| at the median step of the pole's channel, the memory of the read-out.
  TOKENS {
    @Override
    double of(PoleFrame frame, int pole) {
      return FrozenPole.memoryInTokens(frame.zReal()[pole], frame.zImaginary()[pole]);
    }
  },
  /// −1 / Re s, in the seconds of continuous time, whatever the steps are.
  SECONDS {
    @Override
    double of(PoleFrame frame, int pole) {
      double real = frame.sReal()[pole];
      return real < 0 ? -1 / real : Double.POSITIVE_INFINITY;
    }
  };

  abstract double of(PoleFrame frame, int pole);
}
