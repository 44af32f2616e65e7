title the baker's morning
form diary
cast a: baker
number n: 6..30
number m: 2..5
number k: n-m
beat start
1: I got up (early|before the sun) and (lit|made) the fire
3: {a.intro} got up early and lit the fire
beat then
{a} baked {n} loaves of bread
beat but
{m} (of them burned|fell on the floor)
beat so
{a} had only {k} loaves to sell

ask how-many
? How many loaves did {a.name} have to sell
! {a.name} had {k} loaves to sell, because {n} take away {m} is {k}
