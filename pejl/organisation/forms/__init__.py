"""What is written about municipalities, units, people and oneself. One file a noun."""

from pejl.organisation.forms.account import ProfileForm, TokenForm
from pejl.organisation.forms.municipalities import (
    LogoForm,
    MunicipalityForm,
    NewMunicipalityForm,
    RemoveLogoForm,
    VocabularyForm,
)
from pejl.organisation.forms.people import EndRoleForm, FindPeopleForm, GrantRoleForm
from pejl.organisation.forms.units import EditUnitForm, NewUnitForm

__all__ = [
    "EditUnitForm",
    "EndRoleForm",
    "FindPeopleForm",
    "GrantRoleForm",
    "LogoForm",
    "MunicipalityForm",
    "NewMunicipalityForm",
    "NewUnitForm",
    "ProfileForm",
    "RemoveLogoForm",
    "TokenForm",
    "VocabularyForm",
]
