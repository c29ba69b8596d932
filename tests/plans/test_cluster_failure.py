from dslint.plans import ClusterFailure


def test_it_is_told_with_its_cluster() -> None:
    assert str(ClusterFailure("prod", "no nodes")) == "cluster prod: no nodes"
