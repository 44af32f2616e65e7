title the salty buns
cast a: baker
cast b: child
cast c: cook
thing x: buns*, rolls*, little loaves*, bread sticks*, twists*
word soup: pea soup, tomato soup, bean soup, potato soup, carrot soup, onion soup
word day: Monday, Tuesday, Thursday, Friday, Saturday
number n: 12..40
number k: n-1

beat start
3: Early one (cold|dark|frosty|rainy) morning, {a.intro} tied on a clean apron and lit the oven
3: {a.intro} got up (long before|before) the sun, washed, and lit the big oven
1: I am the baker of our town. One (cold|dark|frosty|rainy) morning I got up before the sun and lit the oven
1: It was still dark when I tied on my baker's apron and lit the oven
beat then
{a} (mixed|stirred) flour, butter and milk in a (big|wide|wooden) bowl
{a} poured flour and milk into a bowl and began to knead the dough
{a} sieved the flour, warmed the milk and made a soft dough
beat but
{a} <was> still half asleep and took the salt instead of the sugar
{a} reached for the sugar and took the jar of salt by mistake
{a} was thinking of something else and emptied the salt into the bowl instead of the sugar
the two jars looked the same, and {a} put in salt instead of sugar
beat then
{a} shaped {n} {x.noun} and baked them until they were golden brown
{a} cut the dough into {n} pieces, and soon {n} {x.noun} were baking on the trays
{a} rolled and pinched the dough, and {n} {x.noun} went into the oven
beat maybe start
@inside
beat maybe start
The whole street smelled of fresh bread
Before long, the shop window was full of them
beat start
The first customer of the day was {b.intro}
As soon as the shop was open, {b.intro} stood at the counter
The door bell rang, and in came {b.intro} with (a coin|some money) in one hand
beat and
{b} bought one, took a bite and (made a face|pulled a terrible face)
{b} paid for one and bit into it, but did not want to swallow
beat say b to a
{a.name}, this is as salty as the sea!
(Ugh|Oh dear|Goodness), {a.name}! Is there salt in it?
{a.name}, did (you cry|the sea get) into your dough?
beat maybe so
{a} tasted a crumb and (went red|turned red|blushed)
{a} broke off a corner, chewed it and spat it out
{a} tried a crumb and knew at once what had gone wrong
beat say a
Oh no! I took the wrong jar. Nobody will buy them now
What a pity! That was the salt. All my work was for nothing
How silly of me! Now I must throw the whole batch away
beat but
{b} (had an idea|thought for a moment and smiled|laughed and pointed across the street)
beat say b to a
Wait! {c.the} is cooking {soup} today. Something salty tastes good with soup
Let us ask {c.the} first, {a.name}! There is {soup} on the stove today, and something salty may be just right
Do not throw them away. {c.the} is making {soup}, and soup needs bread
beat so
{b.name} and {a.name} filled a basket and carried it over to {c.name} the cook
{b.name} and {a.name} took all the rest to the kitchen of {c.name} the cook
{b.name} and {a.name} ran across the street with a full basket, and there stood {c.name} the cook at the stove
beat then
{c} broke one in two, dipped it in the pot and (tasted it|ate it slowly)
{c} dipped a piece in the hot soup and chewed with closed eyes
beat say c
(Delicious|Wonderful)! They are just right for my {soup}. I will take them all
Mmm! I have never had better bread with my {soup}. I will buy every one
beat and
{c} paid for the {k} that were left
{c} put the money for {k} on the table
{c} counted them, and there were still {k} to pay for
beat maybe start
At noon, people dipped and munched and asked for (more|another bowl)
By one o'clock, there was not a crumb left on any table
beat start
Since then, {a} (<bake>|<have> baked) salty {x.noun} every {day}
Every {day} now, the bakery window is full of salty {x.noun}
(From that day on|After that day), there were salty {x.noun} in the bakery every {day}
beat maybe but
the salt now stands on (the top shelf|a shelf of its own)
the jar of salt has a big label now

ask why
? Why did the {x.noun} taste so salty
? Why were the {x.noun} so salty
! The {x.noun} were salty because {a.name} had used salt instead of sugar
! They were salty because {a.name} had taken the wrong jar
ask who b
? Who had the idea with the soup
? Who thought of the cook's soup
! It was {b.name} who thought of the soup
! {b.name} had the idea
ask how-many
? How many {x.noun} did the cook buy
? How many {x.noun} did {c.name} pay for
! {c.name} bought {k} {x.noun}
! There were {k} left, and {c.name} bought them all
ask what
? What was the cook making that day
? What soup did {c.name} cook
! {c.name} was cooking {soup}
! It was {soup}
