title shopping with coins
cast a: child
cast b: farmer
cast c: old
thing x: basket of eggs, bunch of carrots, jar of honey, bag of potatoes, piece of cheese, head of cabbage, pot of cream
thing y: bunch of flowers, ginger biscuit, red ribbon, lemon, cinnamon bun, bag of nuts
word purse: purse, little bag, pocket, small leather bag
word who: mother, father, grandmother, aunt, uncle
number p: 3..7
number q: 2..4
number s: p+q
number r: 2..6
number n: s+r

beat start
3: {a.intro} was allowed to go (shopping|to the market) all alone for the first time
3: One (sunny|frosty|busy) market day, {a.intro} was sent (to the market|shopping) all alone
1: Today I was allowed to go to the market all alone for the first time
1: (Yesterday|On Saturday) I went to the market all by myself
beat start
There were {n} coins in {a.my} {purse}
{a} had {n} coins in {a.my} {purse}
beat say a
First I need {x.a}. If there is money left, I may buy something small for my {who}
I must not forget {x.a}. Then I want to find a present for my {who}
beat start
The market was (loud|crowded|full of colours), and (it smelled of fresh bread|everyone was talking at once|there were baskets everywhere)
There were stalls with (eggs and butter|fish and onions|hats and brooms) on (every|each) side
beat maybe start
@town
beat then
{a} came to the stall of {b.intro}
{a} found the right stall, and behind it stood {b.intro}
beat say b to a
Good morning! {x.a} costs {p} coins
Here you are, {x.a} for {p} coins. Shall I wrap it up?
fact has b x
beat so
{a} counted {p} coins into {b.my} hand and put {x.the} into a shopping bag
{a} paid {p} coins and thanked {b.me} politely
fact gives b x a
beat maybe start
On the way past the (well|fountain) {a} met {c.intro}, who (carried|was carrying) a heavy bag
{c.intro} (nodded|waved) from the other side of the market
beat then
{y.a} at another stall caught {a.my} eye
{y.a} at the very last stall looked just right
beat say a
How much is {y.the}?
What does {y.the} cost, please?
beat start
It cost {q} coins, and that was not too much, so {a} took it
The price was {q} coins, so {a} (bought it at once|did not think long and bought it)
fact has a y
beat and
{a} still had {r} coins left
{a} had {r} coins to take back home
beat maybe then
{a} counted once more on the way: {p} and {q} made {s}, and {n} take away {s} left {r}
beat start
At home {a} put {x.the} on the table and hid {y.the} behind {a.my} back
At home everyone wanted to know what was in the shopping bag
beat then
{a} held out {y.the} to {a.my} {who}
{a} gave {y.the} to {a.my} {who}
fact loses a y
beat say a
This is for you! And here are {r} coins
Guess what, I even have {r} coins left
beat maybe start
It was a day to be proud of
From then on, {a} went shopping every week
@proud a
@ending

ask how-many s
? How many coins did {a.name} spend
? {x.the} cost {p} coins and {y.the} cost {q}. How much was that together
! {p} and {q} make {s}, so it was {s} coins
! It was {s} coins, because {p} plus {q} is {s}
ask how-many r
? How many coins were left
? {a.name} had {n} coins and spent {s}. How many were left
! {n} (take away {s} leaves|minus {s} is) {r}, so {r} coins were left
! {r} coins were left, because {n} minus {s} is {r}
ask first
? What did {a.name} buy first
? Which came first, {x.the} or {y.the}
! {a.name} bought {x.the} first
! {x.the} came first, and {y.the} came after it
ask who b
? Who sold {x.the} to {a.name}
! {b.name} sold it
! It was {b.name}
ask who
? Who was {y.the} for
! It was for {a.my} {who}
