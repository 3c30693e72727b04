/// How a system answers: discretisation and back, responses over time and frequency, transfer
/// functions and realisations. Norms and stability questions live elsewhere.
@NullMarked
package org.statescope.analysis.response;

import org.jspecify.annotations.NullMarked;
