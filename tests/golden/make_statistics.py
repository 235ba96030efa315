"""Reference values for src/math from SciPy, statsmodels and NumPy.
usage: make_statistics.py OUT_JSON
Needs numpy, scipy and statsmodels."""
import json, sys
import numpy as np, scipy, statsmodels
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(20)
draw = lambda n, digits=2: np.round(rng.normal(size=n), digits).tolist()
out = {'versions': {'numpy': np.__version__, 'scipy': scipy.__version__, 'statsmodels': statsmodels.__version__}}

# Correlation and slope: plain, with ties, rising and falling, far from 0, the least there can be.
x = draw(25)
cases = [
    (x, np.round(0.6 * np.array(x) + rng.normal(size=25), 2).tolist()),
    (rng.integers(0, 5, 30).tolist(), rng.integers(0, 4, 30).tolist()),
    ([-0.2, -0.1, 0, 0.1, 0.2, -0.2, -0.1, 0, 0.1, 0.2], [3.1, 2.2, 1.9, 0.4, -0.3, 2.7, 2.2, 1.1, 0.9, -1]),
    ([1e9 + v for v in (1, 2, 3, 5, 8)], [0.1, 0.3, 0.2, 0.7, 0.6]),
    ([1, 2, 4], [5, 5, 3]),
]
out['pairs'] = [{'x': a, 'y': b, 'pearson': stats.pearsonr(a, b).statistic, 'spearman': stats.spearmanr(a, b).statistic,
                 'slope': stats.linregress(a, b).slope} for a, b in cases]
ties = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
out['ranks'] = {'values': ties, 'ranks': stats.rankdata(ties).tolist()}

# Permutation tests, all orders and all signs enumerated.
a, b = (np.round(np.array(draw(7)) + 2, 2).tolist(), draw(6))
difference = lambda u, v, axis: np.mean(u, axis=axis) - np.mean(v, axis=axis)
exact = stats.permutation_test((a, b), difference, vectorized=True, n_resamples=np.inf, alternative='greater')
out['permutation'] = {'a': a, 'b': b, 'difference': exact.statistic, 'p': exact.pvalue}
signs = lambda d: stats.permutation_test((d,), lambda u, axis: np.mean(u, axis=axis), vectorized=True, n_resamples=np.inf,
                                         permutation_type='samples', batch=10_000).pvalue
flips = [np.round(rng.normal(loc, 1, n), 2).tolist() for loc, n in ((0.5, 8), (0.3, 14), (0.5, 18))]
out['signFlip'] = [{'values': d, 'p': signs(d)} for d in flips + [[1, 1, 2, -1, 0, 3], [0.1, 0.2, -0.3, 0.3]]]

# The bootstrap of a correlation, units drawn in pairs.
u, v = cases[0]
boot = stats.bootstrap((u, v), lambda p, q: stats.pearsonr(p, q).statistic, paired=True, vectorized=False,
                       method='percentile', n_resamples=20_000, random_state=1)
out['bootstrap'] = {'x': u, 'y': v, 'low': boot.confidence_interval.low, 'high': boot.confidence_interval.high,
                    'error': boot.standard_error}

# AUC, and thresholds as the inverse of the empirical distribution.
negatives, positives = np.round(rng.normal(0, 1, 40), 1).tolist(), np.round(rng.normal(1, 1, 25), 1).tolist()
out['roc'] = {'negatives': negatives, 'positives': positives,
              'auc': stats.mannwhitneyu(positives, negatives).statistic / (40 * 25),
              'thresholds': [{'rate': r, 'threshold': np.quantile(negatives, 1 - r, method='inverted_cdf')}
                             for r in (0, 0.01, 0.06, 0.125, 0.25, 0.5, 0.9)]}

p_values = [[0.01, 0.04, 0.03, 0.005], [0.5, 0.9, 0.02, 0.02, 0.02, 0.7], [0.04], [0.0001, 1, 0.3, 0, 0.3],
            np.round(rng.uniform(0, 0.2, 15), 4).tolist()]
out['holm'] = [{'p': p, 'adjusted': multipletests(p, method='holm')[1].tolist()} for p in p_values]

# Bradley–Terry by direct maximum of the same likelihood: games, and for every item one more game, half won and
# half lost, spread evenly over the others.
def bradley_terry(n, games):
    won = np.full((n, n), 0.5 / (n - 1)) * (1 - np.eye(n))
    for g in games: won[g['winner'], g['loser']] += g.get('weight', 1)
    full = lambda t: np.append(t, 0.0)
    gaps = lambda t: full(t)[:, None] - full(t)[None, :]
    loss = lambda t: np.sum(won * np.logaddexp(0, -gaps(t)))
    def gradient(t):
        pull = won * scipy.special.expit(-gaps(t))
        return (pull.sum(0) - pull.sum(1))[:-1]
    def hessian(t):
        c = (won + won.T) * scipy.special.expit(gaps(t)) * scipy.special.expit(-gaps(t))
        return (np.diag(c.sum(1)) - c)[:-1, :-1]
    found = optimize.minimize(loss, np.zeros(n - 1), jac=gradient, hess=hessian, method='trust-exact', options={'gtol': 1e-6})
    t = found.x
    for _ in range(5): t = t - np.linalg.solve(hessian(t), gradient(t))  # to the last digit
    assert np.abs(gradient(t)).max() < 1e-12
    return (full(t) - full(t).mean()).tolist()

strength = np.array([1.2, 0.4, 0, -0.3, -1.3])
league = []
for _ in range(60):
    i, j = rng.choice(5, 2, replace=False)
    w, l = (i, j) if rng.uniform() < 1 / (1 + np.exp(strength[j] - strength[i])) else (j, i)
    league.append({'winner': int(w), 'loser': int(l)})
tournaments = [
    (5, league),
    (3, [{'winner': 0, 'loser': 1}, {'winner': 0, 'loser': 1}, {'winner': 0, 'loser': 2}, {'winner': 1, 'loser': 2}]),
    (4, [{'winner': 0, 'loser': 1, 'weight': 2.5}, {'winner': 1, 'loser': 0, 'weight': 0.5}, {'winner': 2, 'loser': 3, 'weight': 4}]),
]
out['bradleyTerry'] = [{'n': n, 'games': games, 'strengths': bradley_terry(n, games)} for n, games in tournaments]

# What was there before.
def wilson(k, n):
    low, high = stats.binomtest(k, n).proportion_ci(method='wilson')
    assert np.allclose(proportion_confint(k, n, method='wilson'), (low, high))
    return {'successes': k, 'trials': n, 'low': low, 'high': high}
out['wilson'] = [wilson(k, n) for k, n in ((0, 10), (1, 10), (13, 40), (96, 128), (500, 1000), (32, 32))]
out['spread'] = {'values': u, 'standardDeviation': np.std(u),
                 'quantiles': [{'p': p, 'value': np.quantile(u, p)} for p in (0, 0.025, 0.1, 0.333, 0.5, 0.975, 1)]}
out['detectableEffect'] = {'power': stats.norm.cdf(1.959964 + 0.841621 - stats.norm.ppf(0.975)),
                           'factor': stats.norm.ppf(0.975) + stats.norm.ppf(0.8)}

with open(sys.argv[1], 'w') as file:
    file.write('{\n' + ',\n'.join(f'"{key}": {json.dumps(value)}' for key, value in out.items()) + '\n}\n')
