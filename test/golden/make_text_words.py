"""Makes text-words.json: TF-IDF, logistic regression and linear support vector machines of scikit-learn on made-up tickets.

python test/golden/make_text_words.py
"""
import json
import pathlib
import random

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

r = random.Random(20)
THINGS = ["card", "phone", "Lamp", "café table", "a shirt"]
SAID = {
    "late": ["Where is my {t}?", "my {t} has not arrived yet", "Still waiting for the {t}, please hurry!", "when does the {t} come"],
    "refund": ["I want my money back for the {t}", "please refund the {t}", "Refund, now: the {t} is broken", "money for {t}"],
    "login": ["I forgot my password", "cannot log in to buy the {t}", "The login page of the {t} fails", "password, again"],
    "praise": ["Great {t}, thank you", "the {t} is great!", "thank you so much", "Love my {t}"],
}
classes = list(SAID)
texts, codes = [], []
for i in range(96):
    code = r.choices(range(4), [4, 3, 2, 1])[0]
    text = r.choice(SAID[classes[code]]).format(t=r.choice(THINGS))
    # Some are labelled otherwise, so that the optimum is no matter of course.
    codes.append(code if r.random() < .85 else r.randrange(4))
    texts.append(text + r.choice(["", " x", " ok bye", ""]))
codes = np.array(codes)
new = ["where is the refund", "lamp", "zzz qqq", "Thank you, the café table has arrived"]

words = TfidfVectorizer(token_pattern=r"(?u)\b\w+\b", ngram_range=(1, 2), min_df=2, sublinear_tf=True)
chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)


def block(vectoriser):
    x = vectoriser.fit_transform(texts)
    return x, {
        "grams": vectoriser.get_feature_names_out().tolist(),
        "idf": vectoriser.idf_.tolist(),
        "new": vectoriser.transform(new).toarray().tolist(),
    }


xw, w = block(words)
xc, c = block(chars)
x = sp.hstack([xw, xc]).tocsr()
two = codes < 2
weights = {0: 1.0, 1: 2.0, 2: .5, 3: 3.0}


def logistic(rows, **k):
    return LogisticRegression(tol=1e-10, max_iter=100000, **k).fit(x[rows], codes[rows]).predict_proba(x).tolist()


def svm(rows, w=None, **k):
    model = LinearSVC(tol=1e-9, max_iter=1000000, dual=True, random_state=1, **k)
    return model.fit(x[rows], codes[rows], sample_weight=w).decision_function(x).tolist()


every = np.ones(len(codes), bool)
out = {
    "made_with": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "classes": classes,
    "texts": texts,
    "codes": codes.tolist(),
    "new": new,
    "words": w,
    "characters": c,
    "class_weights": list(weights.values()),
    "logistic": {
        "c1": logistic(every, C=1.0),
        "c10": logistic(every, C=10.0),
        "weighted": logistic(every, C=5.0, class_weight=weights),
        "two": logistic(two, C=5.0),
    },
    "svm": {
        "c05": svm(every, C=.5),
        "c5": svm(every, C=5.0),
        "weighted": svm(every, C=1.0, w=[weights[c] for c in codes]),
        "two": svm(two, C=1.0),
    },
}


def rounded(v):
    if isinstance(v, float):
        return round(v, 8)
    if isinstance(v, list):
        return [rounded(e) for e in v]
    return {k: rounded(e) for k, e in v.items()} if isinstance(v, dict) else v


pathlib.Path(__file__).with_name("text-words.json").write_text(json.dumps(rounded(out), ensure_ascii=False) + "\n")
