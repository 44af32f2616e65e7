title a diary day at the market
form diary
cast a: child
cast b: farmer
cast c: old
cast d: child
word day: Market day, The first day of the holidays, The day of the big market, The last day of the holidays
word fruit: apple, pear, lemon, cabbage, cucumber, peach
word early: at five in the morning, before the cocks crowed, while the stars were still out
word lost: purse, red glove, door key, silver ring, notebook
word where: under the scales, in an empty sack, at the bottom of a basket, between two crates, behind the potato sacks
word shout: fresh from the field, sweeter than cake, as good as gold, the best in the whole market
word treat: a hot sausage, a waffle with cream, a bunch of grapes, a bag of roasted nuts
number n: 3..6
number k: n+n
number x: 2..5
number g: k+x

beat line
From the diary of {a.name}
A page from the diary of {a.name}
The diary of {a.name}
beat start
{day}. Today I got up {early} to help {b.name} the farmer at the market
{day}. It was still dark when I climbed onto the cart of {b.name} the farmer. We were going to market
{day}. I have been at work today! I went to market with {b.name} the farmer and sold {fruit.s}
beat start
We put up the stall and built the {fruit.s} into a pyramid
First we unloaded the crates, and then I polished every single {fruit} with my sleeve
I carried crates until my arms felt as long as a monkey's, and then we put the {fruit.s} in rows
beat say b
Can you count? Two coins for each of them. Then you may sell, and I will carry the crates
The {fruit.s} cost two coins each. I will carry the crates, and you will take the money
beat so
I stood on a box and shouted as loudly as I could that our {fruit.s} were {shout}
I put on an apron that reached down to my shoes and told the whole square that our {fruit.s} were {shout}
I took a deep breath and sang that our {fruit.s} were {shout}
beat start
My first customer was {d.name}, who wanted {n} {fruit.s}
{d.name} came with a basket and asked for {n} {fruit.s}
The first to come was {d.name}, who took {n} {fruit.s}
beat and
I got {g} coins for them and put them into the tin
{d} gave me {g} coins with a friendly nod
{d} gave me {g} coins, and I put them away
beat but
when {d} was gone I did the sum again. Two times {n} is {k}, and not {g}!
then I counted on my fingers and saw that {n} {fruit.s} cost only {k} coins
beat so
I ran after {d.me} right across the square and gave {d.me} back {x} coins
I jumped down from my box, caught up with {d.me} at the fountain and gave back the {x} coins that were too much
I ran after {d.me} without stopping to think and pressed {x} coins into {d.my} hand
beat maybe say d
I had not even noticed! Not everybody would have done that
Thank you! With these I can buy something else
beat start
A little later old {c.name} came back to our stall, quite pale, because {lost.a} was missing
At noon old {c.name} came to our stall and was close to tears, for {lost.a} had been lost
Then there was old {c.name}, who was looking for {lost.a} and was very unhappy
beat so
we looked everywhere, and at last I found it {where}
I crawled about under the stall until I found it {where}
I looked into every crate, and there it was, {where}
beat say c
What sharp eyes! I shall tell everybody where there are honest people
I thought that I would never see it again. You are a treasure
May I shake your hand? I had looked for it all morning
beat start
By two o'clock the crates were empty, and only one {fruit} was left
In the end there was just one {fruit} left, and it had a dent
By the afternoon everything was sold, except for one last {fruit}
beat and
{b.name} shared it with me on the way home
{b.name} cut it in two halves, and we ate it on the cart
{b.name} gave me half of it as we were driving home
beat maybe start
For my work I got {treat} and five coins of my own
My pay was {treat}, and I had never been so hungry
beat start
My voice has gone, and my feet hurt, but next time I am going again
Now I am hoarse and happy, and I shall sleep until noon
I have counted coins in my head all evening. Now I am going to count sheep

ask who d
? Who was the first customer
? Who bought {n} {fruit.s}
! {d.name} was the first customer
! It was {d.name}
ask what fruit
? What did they sell at the stall
? What was there to buy at the stall
! They sold {fruit.s}
! The stall was full of {fruit.s}
ask how-many k
? One {fruit} cost two coins. How much did {n} cost
? How many coins should {d.name} have paid
! Two times {n} is {k}, so it was {k} coins
! {n} {fruit.s} cost {k} coins
ask how-many x
? {d.name} had paid {g} coins, and the price was {k}. How many coins were too much
? How many coins did {a.name} give back
! {g} take away {k} leaves {x}, so {x} coins were too much
! It was {x} coins, because {g} minus {k} is {x}
ask what lost
? What had {c.name} lost
? What did {c.name} miss
! {c.name} had lost {lost.a}
! It was {lost.a}
ask where where
? Where was the {lost} found
? Where did {a.name} find the {lost}
! It was found {where}
! {a.name} found it {where}
ask who b
? Whom did {a.name} help at the market
? Who shared the last {fruit} with {a.name}
! It was {b.name}
! It was {b.name} the farmer
